export type { CompiledQuery } from 'kysely'
export type { Announcement, Announcements, NewAnnouncement } from './announcements.js'
export type { Authorization, Authorizations } from './authorizations.js'
export type { Budgets, StoredBudget } from './budgets.js'
export type { Conflict, ConflictFilter, Conflicts, NewConflict } from './conflicts.js'
export type { Credential, Credentials } from './credentials.js'
export type { Cursor, Cursors } from './cursors.js'
export type { Database, DatabaseOptions, Dialect } from './database/database.js'
export { dropSchema } from './database/drop-schema.js'
export { lockFile } from './database/file-lock.js'
export type { Migration, Migrations, MigrationTools } from './database/migrate.js'
export { openDatabase } from './database/open-database.js'
export { uniqueViolation } from './database/unique-violation.js'
export * from './errors.js'
export type { HeldEntities, HeldEntity } from './held-entities.js'
export type { Fields, IdMap } from './id-map.js'
export type { IdMapFilter, IdMaps } from './id-maps.js'
export type { Intent, Intents, NewIntent } from './intents.js'
export type { KeyValues } from './key-values.js'
export { type LedgerEntry, type Outcome, type RunTotals, totalsOf } from './ledger.js'
export type { Leftovers } from './leftovers.js'
export type { EntitySwitch, Link, LinkHealth } from './link.js'
export type { LinkChanges, Links, NewLink } from './links.js'
export { type MovedRows, type MoveOptions, moveStore } from './move/move-store.js'
export type { Moves, StoredMove } from './moves.js'
export { newId } from './new-id.js'
export type { NewNotification, Notification, Notifications } from './notifications.js'
export { openStore } from './open-store.js'
export type { Organization, Organizations } from './organizations.js'
export type { Page } from './pages.js'
export type { Pair } from './pair.js'
export type {
  FailureClass,
  MissingReference,
  PendingDecision,
  PendingKey,
  PendingRecord,
} from './pending-record.js'
export type { DueFilter, NewPendingRecord, PendingRecords } from './pending-records.js'
export type { PlannedChange, PlannedRecord } from './planned-record.js'
export type { PlannedFilter, PlannedRecords } from './planned-records.js'
export type { PlanEnd, Plans } from './plans.js'
export { createQueue } from './queue/create-queue.js'
export type {
  EnqueueOptions,
  Queue,
  QueueJob,
  QueueOptions,
  QueueWorker,
  WorkOptions,
} from './queue/queue.js'
export type { ChangedRecords, Requests, RunOptions, SyncRequest } from './requests.js'
export type { Run, RunLease, RunStatus, RunTrigger } from './run.js'
export type { RunStart, Runs, RunWithTotals } from './runs.js'
export type { Session, Sessions, SignIn } from './sessions.js'
export type { StagedKey, StagedPlace, StagedRecord, StagedRecords } from './staged-records.js'
export type { Store } from './store.js'
export type { PlanCount, StoredPlan } from './stored-plan.js'
export type { StoreDatabase, StoreTables } from './tables.js'
export type { Trace, Traces } from './traces.js'
