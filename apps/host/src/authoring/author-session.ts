import { mkdirSync } from 'node:fs'
import { loadConnector } from '../discovery/load-connector.js'
import type { Log } from '../logging/create-log.js'
import { urlOf } from '../ports.js'
import { readSettings } from '../settings/read-settings.js'
import { type Host, startHost } from '../start-host.js'
import { authorSecrets } from './author-secrets.js'
import { type OpenedSides, openSides } from './open-sides.js'
import type { SessionPorts } from './session-ports.js'
import { writeSessionSettings } from './session-settings.js'

export interface SessionOptions {
  /** The connector. */
  folder: string
  /** Where both sides and the host keep their data. */
  dataFolder: string
  ports: SessionPorts
  log: Log
  /** False when whoever opens the session makes the runs. */
  works: boolean
}

/** A hub, the connector's simulator and a host, over real ports. */
export interface AuthorSession {
  readonly host: Host
  readonly sides: OpenedSides
  /** The name of the connector. */
  readonly connector: string
  readonly simulatorUrl: string
  readonly hubUrl: string
  readonly settingsFile: string
  /** Lets the runs under way end, then stops everything. */
  close(): Promise<void>
}

const IMPORT_TIMEOUT_MS = 60_000

/** Opens a session for the author of a connector. Throws errors with the fix in one line. */
export async function openSession(options: SessionOptions): Promise<AuthorSession> {
  const { folder, dataFolder, ports, log, works } = options
  mkdirSync(dataFolder, { recursive: true })
  const { connector } = await loadConnector(folder, { timeoutMs: IMPORT_TIMEOUT_MS, fromSources: true })
  const secrets = authorSecrets(dataFolder)
  await using started = new AsyncDisposableStack()
  const sides = started.use(await openSides({ folder, dataFolder, ports, secrets }))
  const settingsFile = writeSessionSettings({
    ...{ folder, dataFolder, ports, secrets },
    connector: connector.name,
    client: sides.simulator.client,
  })
  const settings = readSettings({ file: settingsFile })
  const host = await startHost(settings, { log, ...(works ? { workers: 'in-process' } : {}) })
  started.defer(() => host.close({ finishRuns: true }))
  sides.simulator.subscribe?.(`${urlOf(ports.host)}/webhooks/${connector.name}`)
  const running = started.move()
  return {
    host,
    sides,
    connector: connector.name,
    simulatorUrl: urlOf(ports.simulator),
    hubUrl: urlOf(ports.hub),
    settingsFile,
    close: () => running.disposeAsync(),
  }
}
