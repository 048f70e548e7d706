import { type Announcements, announcements } from './announcements.js'
import { type Authorizations, authorizations } from './authorizations.js'
import { type Budgets, budgets } from './budgets.js'
import { type Conflicts, conflicts } from './conflicts.js'
import { type Credentials, credentials } from './credentials.js'
import { type Cursors, cursors } from './cursors.js'
import type { Dialect } from './database/database.js'
import { type HeldEntities, heldEntities } from './held-entities.js'
import { type IdMaps, idMaps } from './id-maps.js'
import { type Intents, intents } from './intents.js'
import { type KeyValues, keyValues } from './key-values.js'
import { type Leftovers, readLeftovers } from './leftovers.js'
import { type Links, links } from './links.js'
import { type Moves, moves } from './moves.js'
import { type Notifications, notifications } from './notifications.js'
import { type Organizations, organizations } from './organizations.js'
import { type PendingRecords, pendingRecords } from './pending-records.js'
import { type Plans, plans } from './plans.js'
import { type Requests, requests } from './requests.js'
import { type Runs, runs } from './runs.js'
import { type Sessions, sessions } from './sessions.js'
import { type StagedRecords, stagedRecords } from './staged-records.js'
import type { StoreDatabase } from './tables.js'
import { type Traces, traces } from './traces.js'

/**
 * Everything Duet remembers. Times are epoch milliseconds; methods that take lists need one statement a page of
 * rows, whatever their length.
 *
 * On SQLite there is one connection: calls outside a running transaction wait for its end. Inside a transaction use
 * the `tx` it hands over; a call on the outer store raises `OutsideTransactionError` instead of waiting for ever.
 */
export interface Store extends AsyncDisposable {
  readonly dialect: Dialect
  /** The tables underneath, for what has to see all of them: moving a store, the queue. */
  readonly database: StoreDatabase
  readonly organizations: Organizations
  readonly links: Links
  readonly credentials: Credentials
  /** What the workers know together about the rates of accounts. */
  readonly budgets: Budgets
  readonly idMaps: IdMaps
  readonly cursors: Cursors
  /** Synchronizations with their leases and ledgers. */
  readonly runs: Runs
  readonly traces: Traces
  /** Parked and failed records. */
  readonly pending: PendingRecords
  readonly intents: Intents
  /** Ids to register at the hub. */
  readonly announcements: Announcements
  readonly staged: StagedRecords
  readonly conflicts: Conflicts
  /** Dry runs and what they would do. */
  readonly plans: Plans
  /** Entities that a breaker stopped. */
  readonly held: HeldEntities
  /** Records of the application that have become other ones there. */
  readonly moves: Moves
  /** What somebody asked of a link. */
  readonly requests: Requests
  /** Verified webhooks. */
  readonly notifications: Notifications
  readonly authorizations: Authorizations
  readonly sessions: Sessions
  readonly settings: KeyValues
  /** All of `work` or nothing. Called on `tx`, it joins the transaction running. */
  transaction<Result>(work: (tx: Store) => Promise<Result>): Promise<Result>
  /** What the next run of a link finds left. */
  leftovers(linkId: string): Promise<Leftovers>
  /** Answers when the database does. */
  ping(): Promise<void>
}

/** The store on an open, migrated database. */
export function createStore(database: StoreDatabase): Store {
  return {
    dialect: database.dialect,
    database,
    organizations: organizations(database),
    links: links(database),
    credentials: credentials(database),
    budgets: budgets(database),
    idMaps: idMaps(database),
    cursors: cursors(database),
    runs: runs(database),
    traces: traces(database),
    pending: pendingRecords(database),
    intents: intents(database),
    announcements: announcements(database),
    staged: stagedRecords(database),
    conflicts: conflicts(database),
    plans: plans(database),
    held: heldEntities(database),
    moves: moves(database),
    requests: requests(database),
    notifications: notifications(database),
    authorizations: authorizations(database),
    sessions: sessions(database),
    settings: keyValues(database),
    transaction: (work) => database.transaction((tx) => work(createStore(tx))),
    leftovers: (linkId) => readLeftovers(database, linkId),
    ping: () => database.ping(),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}
