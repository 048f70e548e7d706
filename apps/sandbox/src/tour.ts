import path from 'node:path'
import { type SandboxCredentials, sandboxCredentials } from './credentials.js'
import { type HostProcess, startHostProcess } from './host-process.js'
import { writeHostSettings } from './host-settings.js'
import { lockFolder } from './lock-folder.js'
import type { Ports } from './ports.js'
import type { Sandbox, SandboxOptions } from './sandbox.js'

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
  credentials: SandboxCredentials
  hostUrl: string
  stop(): Promise<void>
}

/** Writes the host's settings, then starts the host and the sandbox beside each other. */
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
  const sandboxFolder = path.join(root, 'sandbox')
  const credentials = sandboxCredentials(sandboxFolder)
  const settingsFile = writeHostSettings({
    folder: root,
    ports,
    requestsPerSecond,
    credentials,
    connectorPackages,
    intervalMs,
  })
  const starting = {
    host: startHostProcess({ settingsFile, url: hostUrl, env, quiet }),
    sandbox: startSandbox({
      folder: sandboxFolder,
      ports,
      requestsPerSecond,
      credentials,
      notifications,
      hostUrl,
    }),
  }
  // one of them may be up when the other fails: what is up ends again
  const [sandboxUp, hostUp] = await Promise.allSettled([starting.sandbox, starting.host])
  if (sandboxUp.status === 'fulfilled') started.defer(() => sandboxUp.value.close())
  if (hostUp.status === 'fulfilled') started.defer(() => hostUp.value.stop())
  const [sandbox, host] = [await starting.sandbox, await starting.host]
  const running = started.move()
  return { sandbox, host, credentials, hostUrl, stop: () => running.disposeAsync() }
}

/** Its code is loaded here, while the host's process starts. */
async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await import('./sandbox.js')
  return await sandbox.startSandbox(options)
}
