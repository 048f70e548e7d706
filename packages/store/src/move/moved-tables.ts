import type { StoreTables } from '../tables.js'

/** A table whose rows are moved; the queue is not one: what to do is kept as requests, jobs only wake workers. */
export type MovedTable = Exclude<keyof StoreTables, 'queueJobs'>

/** The primary key of every moved table; a table stands after those its rows refer to. */
export const movedTables = {
  organizations: ['id'],
  links: ['id'],
  budgets: ['account'],
  credentials: ['linkId'],
  idMaps: ['id'],
  cursors: ['linkId', 'entity', 'side', 'resource'],
  runs: ['id'],
  ledger: ['runId', 'entity', 'side', 'outcome', 'reason'],
  traces: ['id'],
  pendingRecords: ['id'],
  intents: ['id'],
  announcements: ['id'],
  stagedRecords: ['linkId', 'entity', 'side', 'resource', 'recordId'],
  conflicts: ['id'],
  plans: ['id'],
  plannedRecords: ['id'],
  heldEntities: ['linkId', 'entity'],
  moves: ['linkId', 'resource', 'recordId'],
  requests: ['id'],
  notifications: ['id'],
  authorizations: ['state'],
  sessions: ['tokenHash'],
  signIns: ['tokenHash'],
  settings: ['key'],
} as const satisfies Record<MovedTable, readonly string[]>

/** The tables in the order in which their rows can be written. */
export const tablesInOrder = Object.entries(movedTables).map(([table, key]) => ({ table, key }))
