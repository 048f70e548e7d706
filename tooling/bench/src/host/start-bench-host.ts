import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog, type Host, readSettings, startHost, type WrittenSettings, workerFile } from '@duet/host'
import { dropSchema } from '@duet/store'
import { HUB } from '../servers/hub-names.js'
import type { StartedServer } from '../servers/start-server.js'
import { benchConnector } from '../world/connector.js'

/** The folder of this package: it is the connector that is loaded. Bundled files stand one below it. */
const packageFolder = fileURLToPath(new URL('..', import.meta.url))

export const WEBHOOK_SECRET = 'measured'

export interface BenchHostPlace {
  readonly postgresUrl: string | undefined
  readonly application: StartedServer
  readonly hub: StartedServer
}

/** A database and a folder in which hosts are started, one after the other or side by side. */
export interface HostPlace extends AsyncDisposable {
  /** Starts a host as operators run it, its workers in processes of their own. */
  start(workers: number, settings?: WrittenSettings['synchronization']): Promise<Host>
}

export async function createHostPlace({ postgresUrl, application, hub }: BenchHostPlace): Promise<HostPlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'duet-bench-'))
  const schema = `bench_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const written: WrittenSettings = {
    host: { port: 0 },
    dataFolder: folder,
    ...(postgresUrl !== undefined && { database: { url: postgresUrl, schema } }),
    secretKey: randomBytes(32).toString('hex'),
    tenants: { main: { connec: { host: hub.url, apiId: HUB.apiId, apiKey: HUB.apiKey } } },
    connectors: {
      [benchConnector.name]: {
        origin: application.url,
        webhookSecret: WEBHOOK_SECRET,
        rateLimit: { maxConcurrent: 8 },
      },
    },
    connectorPackages: [packageFolder],
    log: { level: 'error' },
  }
  return {
    async start(workers, synchronization) {
      const file = path.join(folder, 'duet.config.json')
      await writeFile(
        file,
        JSON.stringify({ ...written, workers, ...(synchronization && { synchronization }) }),
      )
      return await startHost(readSettings({ file, environment: {} }), {
        workers: { file: workerFile() },
        log: createLog({ level: 'silent', secrets: [] }),
      })
    },
    async [Symbol.asyncDispose]() {
      if (postgresUrl !== undefined) await dropSchema(postgresUrl, schema)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
