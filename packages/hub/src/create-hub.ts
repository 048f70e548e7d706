import { type Clock, type Faults, systemClock, type WebhookDelivery, withFaults } from '@duet/simulator'
import { type DatabaseOptions, openDatabase } from '@duet/store'
import type { RequestHandler } from 'msw'
import type { ApiContext } from './api/context.js'
import { hubHandlers } from './api/handlers.js'
import { migrations } from './database/migrations.js'
import type { HubTables } from './database/tables.js'
import { createGroups, type HubCompany, type HubGroup } from './groups.js'
import { createHubRecords, type HubRecords } from './hub-records.js'
import { createListTotals } from './list-totals.js'
import { createNotifier } from './notifier.js'
import { createTransactionLogs } from './transaction-logs.js'
import { companyIn, writeCompany } from './writing/company-record.js'
import { createWriter } from './writing/writer.js'

export interface HubOptions {
  /** Companies and their applications. More can be added later; records stay on disk, companies are given at each start. */
  companies: readonly HubCompany[]
  /** The origin the handlers answer. @default 'https://api-connec.maestrano.com' */
  baseUrl?: string
  /** The origin clients use, for next links; by default it is told from their requests. */
  publicUrl?: string
  /** The file records are kept in. @default ':memory:' */
  file?: string
  /** A PostgreSQL server to keep records in instead of a file. */
  url?: string
  /** The schema there. @default 'duet' */
  schema?: string
  clock?: Clock
  faults?: Faults
  /** Records a page at most. @default 250 */
  pageCap?: number
  /** Operations a batch at most. @default 100 */
  batchLimit?: number
  /** How long changes are gathered before applications are told, in milliseconds. @default 200 */
  notificationDelayMs?: number
  /** Pause before a notification that failed is repeated, in milliseconds; it doubles. @default 500 */
  notificationRetryMs?: number
}

/** A hub, ready to be served or mocked. */
export interface Hub extends AsyncDisposable {
  /** For `mockNetwork(...hub.handlers)` in tests and `serveHandlers(hub.handlers, …)` for people. */
  readonly handlers: RequestHandler[]
  readonly records: HubRecords
  readonly notifications: {
    /** Tells what is waiting and resolves when it arrived or was given up. */
    flush(): Promise<void>
    readonly deliveries: readonly WebhookDelivery[]
  }
  addCompany(company: HubCompany): Promise<void>
  addGroup(companyUid: string, group: HubGroup): void
  close(): Promise<void>
}

/**
 * A server compatible with Connec! API v2: many applications of a company share its records.
 *
 * @example
 * const hub = await createHub({ companies: [{ uid: 'org-1', name: 'Acme', groups: [{ uid: 'cld-1', apiId: 'app-1', apiKey: 'secret' }] }] })
 * const network = mockNetwork(...hub.handlers)
 */
export async function createHub(options: HubOptions): Promise<Hub> {
  const { clock = systemClock, baseUrl = 'https://api-connec.maestrano.com', companies } = options
  const database = await openDatabase<HubTables>(databaseOptions(options))
  await database.migrate(migrations, 'hub')
  const groups = createGroups(companies)
  const logs = createTransactionLogs()
  const notifier = createNotifier({
    database,
    groups,
    logs,
    clock,
    bufferMs: options.notificationDelayMs ?? 200,
    retryDelayMs: options.notificationRetryMs ?? 500,
  })
  const totals = createListTotals()
  const writer = createWriter({ database, clock, totals, onChange: notifier.tell })
  const { pageCap = 250, batchLimit = 100 } = options
  const context: ApiContext = { database, groups, writer, logs, totals, pageCap, batchLimit }
  const handlers = hubHandlers(context, { baseUrl, publicUrl: options.publicUrl })

  /** A company has its own record from the start. */
  const found = ({ uid, name }: HubCompany) =>
    writer.run((step) =>
      step({ company: uid, by: undefined }, async (session) => {
        if ((await companyIn(session)) === undefined) await writeCompany(session, { name })
        session.changed.length = 0
      }),
    )
  for (const company of companies) await found(company)

  const close = async () => {
    await notifier.close()
    await database[Symbol.asyncDispose]()
  }
  return {
    handlers: options.faults === undefined ? handlers : withFaults(handlers, options.faults),
    records: createHubRecords({ database, groups, writer }),
    notifications: {
      flush: notifier.flush,
      get deliveries() {
        return notifier.deliveries
      },
    },
    async addCompany(company) {
      groups.addCompany(company)
      await found(company)
    },
    addGroup: groups.addGroup,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const databaseOptions = ({ file = ':memory:', url, schema }: HubOptions): DatabaseOptions =>
  url === undefined ? { file } : { url, schema }
