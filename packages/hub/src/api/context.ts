import type { HubDatabase } from '../database/tables.js'
import type { Groups } from '../groups.js'
import type { ListTotals } from '../list-totals.js'
import type { TransactionLogs } from '../transaction-logs.js'
import type { Step, Writer } from '../writing/writer.js'

/** What the API works on. */
export interface ApiContext {
  readonly database: HubDatabase
  readonly groups: Groups
  readonly writer: Writer
  readonly logs: TransactionLogs
  readonly totals: ListTotals
  /** Records a page at most. */
  readonly pageCap: number
  readonly batchLimit: number
}

/** Where an answer reads and writes: by itself, or inside the transaction of a batch. */
export interface Execution {
  readonly database: HubDatabase
  readonly step: Step
}
