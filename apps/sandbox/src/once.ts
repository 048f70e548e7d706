import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type JourneyReport, journey } from '@duet/e2e'
import { urlOf } from '@duet/host/ports'
import { dropSchema } from '@duet/store'
import { COMPANY, PAGE_API_ID } from './host-settings.js'
import { freeTourPorts } from './ports.js'
import { startTour } from './tour.js'

export interface OnceOptions {
  requestsPerSecond: number
  connectorPackages: readonly string[]
  /** Only the first synchronization and the comparison. */
  brief: boolean
  /** Leave the data where it is. */
  keep: boolean
  /** What is being done, in words. */
  say(words: string): void
  /** A PostgreSQL; the journey makes a schema of its own there and drops it. */
  databaseUrl: string | undefined
}

/** A day: the journey asks for its synchronizations itself. */
const NEVER_BY_ITSELF = 86_400_000

/** The whole journey without a person, on free ports and in a temporary folder; leaves nothing behind. */
export async function runOnce({
  requestsPerSecond,
  connectorPackages,
  say,
  databaseUrl,
  brief,
  keep,
}: OnceOptions): Promise<JourneyReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'duet-once-'))
  const schema = `duet_once_${randomUUID().slice(0, 8)}`
  const ports = await freeTourPorts()
  const removeAll = async () => {
    if (databaseUrl !== undefined) await dropSchema(databaseUrl, schema)
    rmSync(folder, { recursive: true, force: true })
  }
  const tour = await startTour({
    folder,
    ports,
    requestsPerSecond,
    connectorPackages,
    intervalMs: NEVER_BY_ITSELF,
    // The journey counts its runs: nothing but its own requests may start one.
    notifications: false,
    quiet: true,
    env: databaseUrl === undefined ? {} : { DUET_DATABASE_SCHEMA: schema },
  })
  try {
    return await journey({
      hostUrl: tour.hostUrl,
      signInUrl: await tour.host.signInUrl(),
      hub: {
        url: urlOf(ports.hub),
        groupId: COMPANY.pageGroup,
        apiId: PAGE_API_ID,
        apiKey: tour.credentials.pageKey,
      },
      baseCrm: { url: urlOf(ports.baseCrm), token: tour.sandbox.baseCrm.oauth.issue() },
      restartHost: () => tour.host.restart(),
      brief,
      say,
    })
  } finally {
    await tour.stop()
    if (keep) say(`the data is in ${folder}`)
    else await removeAll()
  }
}
