import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createLog, type Host, readSettings, startHost, workerFile } from '@duet/host'
import type { ChaosDatabase } from './chaos-on.js'
import { HOST_API } from './company.js'
import type { OtherSides } from './other-sides.js'

export interface ChaosHostOptions {
  folder: string
  others: OtherSides
  database: ChaosDatabase
  workers: number
}

/** A killed worker is replaced at once: the longer pauses are for those that fall over by themselves. */
const LONGEST_PAUSE_MS = 100

/** The host as operators run it, its workers in processes of their own. */
export async function startChaosHost({ folder, others, database, workers }: ChaosHostOptions): Promise<Host> {
  const connector = createRequire(import.meta.url).resolve('@duet/connector-basecrm/package.json')
  const settings = {
    host: { port: 0 },
    dataFolder: path.join(folder, 'host'),
    ...(database.url === undefined ? {} : { database: { url: database.url } }),
    secretKey: randomBytes(32).toString('hex'),
    tenants: { main: { connec: { host: others.hubUrl, ...HOST_API } } },
    connectors: { basecrm: { origin: others.baseCrmUrl, rateLimit: { maxConcurrent: 8 } } },
    connectorPackages: [path.dirname(connector)],
    workers,
    log: { level: 'error' },
  }
  const file = path.join(folder, 'duet.config.json')
  await writeFile(file, JSON.stringify(settings))
  return await startHost(readSettings({ file }), {
    workers: { file: workerFile(), longestPauseMs: LONGEST_PAUSE_MS },
    log: createLog({ level: 'silent', secrets: [] }),
  })
}
