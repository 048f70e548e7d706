import type { announcementColumns } from './announcements.js'
import type { authorizationColumns } from './authorizations.js'
import type { budgetColumns } from './budgets.js'
import type { StoredRow } from './columns.js'
import type { conflictColumns } from './conflicts.js'
import type { credentialColumns } from './credentials.js'
import type { cursorColumns } from './cursors.js'
import type { Database } from './database/database.js'
import type { heldColumns } from './held-entities.js'
import type { idMapColumns } from './id-map.js'
import type { intentColumns } from './intents.js'
import type { settingColumns } from './key-values.js'
import type { ledgerColumns } from './ledger.js'
import type { linkColumns } from './link.js'
import type { moveColumns } from './moves.js'
import type { notificationColumns } from './notifications.js'
import type { organizationColumns } from './organizations.js'
import type { pendingColumns } from './pending-record.js'
import type { plannedColumns } from './planned-record.js'
import type { jobColumns } from './queue/job.js'
import type { requestColumns } from './requests.js'
import type { runColumns } from './run.js'
import type { sessionColumns, signInColumns } from './sessions.js'
import type { stagedColumns } from './staged-records.js'
import type { planColumns } from './stored-plan.js'
import type { traceColumns } from './traces.js'

/** Every table of the store, as the query builder sees it. */
export interface StoreTables {
  organizations: StoredRow<typeof organizationColumns>
  links: StoredRow<typeof linkColumns>
  budgets: StoredRow<typeof budgetColumns>
  credentials: StoredRow<typeof credentialColumns>
  idMaps: StoredRow<typeof idMapColumns> & { searchText: string }
  cursors: StoredRow<typeof cursorColumns>
  runs: StoredRow<typeof runColumns>
  ledger: StoredRow<typeof ledgerColumns>
  traces: StoredRow<typeof traceColumns>
  pendingRecords: StoredRow<typeof pendingColumns>
  intents: StoredRow<typeof intentColumns>
  announcements: StoredRow<typeof announcementColumns>
  stagedRecords: StoredRow<typeof stagedColumns>
  conflicts: StoredRow<typeof conflictColumns>
  plans: StoredRow<typeof planColumns>
  plannedRecords: StoredRow<typeof plannedColumns>
  heldEntities: StoredRow<typeof heldColumns>
  moves: StoredRow<typeof moveColumns>
  requests: StoredRow<typeof requestColumns>
  notifications: StoredRow<typeof notificationColumns>
  authorizations: StoredRow<typeof authorizationColumns>
  sessions: StoredRow<typeof sessionColumns>
  signIns: StoredRow<typeof signInColumns>
  settings: StoredRow<typeof settingColumns>
  queueJobs: StoredRow<typeof jobColumns>
}

/** The database the repositories work on. */
export type StoreDatabase = Database<StoreTables>
