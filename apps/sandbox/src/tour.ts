import path from 'node:path'
import { type HostProcess, startHostProcess } from './host-process.js'
import { writeHostSettings } from './host-settings.js'
import { lockFolder } from './lock-folder.js'
import type { Ports } from './ports.js'
import { type Sandbox, startSandbox } from './sandbox.js'

export interface TourOptions {
  folder: string
  ports: Ports
  /** What Base CRM lets through in a second. */
  requestsPerSecond: number
  connectorPackages: readonly string[]
  /** How often a link is synchronized without being asked, in milliseconds. */
  intervalMs: number
  /** Whether the hub and Example CRM tell the host about changes. */
  notifications: boolean
  quiet: boolean
  env?: Record<string, string>
}

/** The sandbox and the host beside it. */
export interface Tour {
  sandbox: Sandbox
  host: HostProcess
  hostUrl: string
  stop(): Promise<void>
}

/** Starts the sandbox, writes the host's settings, starts the host. */
export async function startTour({
  folder,
  ports,
  requestsPerSecond,
  connectorPackages,
  intervalMs,
  notifications,
  quiet,
  env = {},
}: TourOptions): Promise<Tour> {
  const root = path.resolve(folder)
  // Whatever was started by then ends again when a later step fails.
  await using started = new AsyncDisposableStack()
  started.defer(lockFolder(root))
  // `localhost` and not 127.0.0.1: a cookie is kept by the name people see.
  const hostUrl = `http://localhost:${ports.host}`
  const sandbox = await startSandbox({
    folder: path.join(root, 'sandbox'),
    ports,
    requestsPerSecond,
    notifications,
    hostUrl,
  })
  started.defer(() => sandbox.close())
  const settingsFile = writeHostSettings({
    folder: root,
    ports,
    requestsPerSecond,
    credentials: sandbox.credentials,
    clients: { basecrm: sandbox.baseCrm.client, 'example-crm': sandbox.exampleCrm.client },
    connectorPackages,
    intervalMs,
  })
  const host = await startHostProcess({ settingsFile, url: hostUrl, env, quiet })
  started.defer(() => host.stop())
  const running = started.move()
  return { sandbox, host, hostUrl, stop: () => running.disposeAsync() }
}
