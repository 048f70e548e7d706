import type {
  ConflictSummary,
  ConnectorSummary,
  Decision,
  Inbox,
  InboxRecord,
  Link,
  Organization,
  PlannedRecordSummary,
  PlanSummary,
  QuarantinedConnector,
  Run,
  RunTotals,
  SharedRecord,
} from '@duet/host-api'

/** All the stub of the host's API knows; a test changes it at will. */
export interface World {
  signedIn: boolean
  organizations: Organization[]
  tenants: string[]
  connectors: ConnectorSummary[]
  quarantined: QuarantinedConnector[]
  links: Link[]
  runs: { linkId: string; run: Run }[]
  records: SharedRecord[]
  inbox: Inbox
  /** Newest first. */
  plans: PlanSummary[]
  /** What plans say, by the plan's id. */
  planned: Record<string, PlannedRecordSummary[]>
  decisions: Record<string, Decision[]>
  /** Answers the next request whose path matches with an error, once. */
  refusals: { path: RegExp; status: number; message: string }[]
  /** What the page asked to change: "PATCH /api/links/l1 {…}". */
  deeds: string[]
}

const minute = 60_000
const hour = 60 * minute

export const totals = (changes: Partial<RunTotals> = {}): RunTotals => ({
  read: 0,
  applied: 0,
  unchanged: 0,
  skipped: {},
  parked: 0,
  failed: 0,
  writesToConnec: 0,
  writesToExternal: 0,
  ...changes,
})

const entity = (name: string, label: string, external: string, toExternal = true) => ({
  name,
  label,
  external,
  toConnec: true,
  toExternal,
})

const baseCrm: ConnectorSummary = {
  name: 'basecrm',
  displayName: 'Base CRM',
  version: '0.1.0',
  apiVersion: '1.0',
  auth: [{ kind: 'oauth2' }],
  entities: [
    entity('app_user', 'Users', 'users', false),
    entity('person_and_organization', 'People and organizations', 'contacts, leads'),
    entity('item', 'Items', 'products'),
    entity('opportunity', 'Opportunities', 'deals'),
  ],
  signUpUrl: 'https://example.com/sign-up',
  configured: true,
  missing: null,
  conformance: {
    passed: 52,
    skipped: 3,
    failed: 0,
    warnings: 0,
    summary: '52 checks passed, 3 skipped: it declares no webhooks',
  },
}

const exampleCrm: ConnectorSummary = {
  ...baseCrm,
  name: 'example-crm',
  displayName: 'Example CRM',
  auth: [{ kind: 'api-key', label: 'API key' }],
  entities: [entity('people', 'People', 'parties, prospects'), entity('item', 'Items', 'products')],
  signUpUrl: null,
  conformance: null,
}

/** A company that is linked to nothing yet. */
export const freshWorld = (): World => ({
  signedIn: true,
  organizations: [{ id: 'o1', name: 'Northwind Trading', tenant: 'sandbox', uid: 'cld-9p9y' }],
  tenants: ['sandbox'],
  connectors: [baseCrm, exampleCrm],
  quarantined: [],
  links: [],
  runs: [],
  records: [],
  inbox: { records: [], conflicts: [], held: [] },
  plans: [],
  planned: {},
  decisions: {},
  refusals: [],
  deeds: [],
})

/** A link of the company to Base CRM, in good health, before its first run. */
export const linkTo = (connector: ConnectorSummary, changes: Partial<Link> = {}): Link => ({
  id: `link-${connector.name}`,
  organizationId: 'o1',
  connector: connector.name,
  displayName: connector.displayName,
  status: 'linked',
  accountId: '1029',
  accountName: 'Northwind Sales',
  entities: Object.fromEntries(
    connector.entities.map(({ name, toConnec, toExternal }) => [name, { toConnec, toExternal }]),
  ),
  historyLimit: null,
  health: { state: 'ok', message: null, since: Date.now() - 3 * hour },
  nextRunAt: Date.now() + 12 * minute,
  intervalMs: hour,
  createdAt: Date.now() - 50 * hour,
  sharedRecords: 0,
  waiting: { parked: 0, failed: 0 },
  held: [],
  running: null,
  lastRun: null,
  ...changes,
})

export const runOf = (number: number, changes: Partial<Run> = {}): Run => ({
  id: `run-${number}`,
  number,
  trigger: 'schedule',
  status: 'succeeded',
  startedAt: Date.now() - number * minute,
  finishedAt: Date.now() - number * minute + 4_200,
  error: null,
  activity: null,
  unavailable: {},
  totals: totals({ read: 12, applied: 4, unchanged: 8, writesToConnec: 3, writesToExternal: 1 }),
  ...changes,
})

/** A company two days after it was linked: runs, shared records, a few that did not travel. */
export function busyWorld(): World {
  const world = freshWorld()
  const runs = history()
  const lastRun = runs.at(-1) ?? null
  world.runs = runs.map((run) => ({ linkId: 'link-basecrm', run }))
  world.records = records()
  world.inbox = { records: waiting(), conflicts: conflicts(), held: [] }
  world.decisions = decisions()
  world.quarantined = [
    {
      name: '@acme/duet-connector-invoices',
      path: 'connectors/invoices',
      message:
        'Failed to load the connector: its manifest asks for apiVersion ^2.0, this host has 1.0. Install a version of it made for 1.0, or upgrade Duet.',
    },
  ]
  world.links = [
    linkTo(baseCrm, {
      sharedRecords: world.records.length,
      waiting: { parked: 1, failed: 2 },
      held: [],
      lastRun,
      health: {
        state: 'degraded',
        message: '2 records were refused by Base CRM and 1 waits for its organization.',
        since: Date.now() - 20 * minute,
      },
    }),
  ]
  return world
}

const history = (): Run[] =>
  Array.from({ length: 28 }, (_, index) => index + 1).map((number) => {
    const startedAt = Date.now() - (29 - number) * hour
    const applied = number === 1 ? 412 : (number * 7) % 23
    const status = number === 19 ? 'failed' : number === 28 ? 'partial' : 'succeeded'
    return runOf(number, {
      startedAt,
      finishedAt: startedAt + (number === 1 ? 83_000 : 1_400 + applied * 90),
      status,
      trigger: number === 1 ? 'manual' : number % 5 === 0 ? 'notification' : 'schedule',
      error:
        status === 'failed' ? 'Failed to read contacts: Base CRM answered 503 three times in a row.' : null,
      totals: totals({
        read: applied + 31,
        applied: status === 'failed' ? 0 : applied,
        unchanged: 24,
        skipped: { before_history_limit: 3, archived: 1 },
        parked: number === 28 ? 1 : 0,
        failed: number === 28 ? 2 : 0,
        writesToConnec: Math.ceil(applied / 2),
        writesToExternal: Math.floor(applied / 2),
      }),
    })
  })

const names = [
  'Zoë Aardvark',
  'Ünal Öztürk',
  'Northwind Traders B.V.',
  'Ada Lovelace',
  '株式会社さくら',
  'Chai tea, 10 boxes × 20 bags',
  'Renewal of the maintenance contract for the Rotterdam warehouse, second half of 2027',
]

const records = (): SharedRecord[] =>
  Array.from({ length: 64 }, (_, index) => ({
    id: `idmap-${index}`,
    entity: index % 7 === 5 ? 'item' : index % 7 === 6 ? 'opportunity' : 'person_and_organization',
    label: `${names[index % names.length]}${index < names.length ? '' : ` ${index}`}`,
    connecResource: index % 7 === 5 ? 'item' : index % 7 === 6 ? 'opportunity' : 'person',
    connecId: `8f3c02d0-5c1e-0134-${(4096 + index).toString(16)}-0242ac110003`,
    externalResource: index % 7 === 5 ? 'products' : index % 7 === 6 ? 'deals' : 'contacts',
    externalId: index === 3 ? null : String(118_200 + index),
    inactive: index === 4,
    message: index === 4 ? 'Deleted in Base CRM' : null,
    pushedToConnecAt: index % 2 === 0 ? Date.now() - index * 11 * minute - minute : null,
    pushedToExternalAt: index % 2 === 1 ? Date.now() - index * 11 * minute - minute : null,
  }))

const inboxRecord = (changes: Partial<InboxRecord> & { id: string }): InboxRecord => ({
  entity: 'person_and_organization',
  label: null,
  side: 'connec',
  recordId: changes.id,
  state: 'failed',
  class: 'validation',
  field: null,
  message: 'Refused.',
  attempts: 3,
  nextAttemptAt: Date.now() + 25 * minute,
  lastAt: Date.now() - 20 * minute,
  candidates: null,
  ...changes,
})

const waiting = (): InboxRecord[] => [
  inboxRecord({
    id: 'p1',
    label: 'Jürgen Groß',
    recordId: '8f3c02d0-77aa',
    field: 'email',
    message: 'Base CRM refused it: email "jgross@" is not an address.',
  }),
  inboxRecord({
    id: 'p2',
    label: 'Renewal 2027',
    entity: 'opportunity',
    side: 'external',
    recordId: '55012',
    state: 'dead',
    class: 'permission',
    attempts: 12,
    nextAttemptAt: null,
    message: 'Connec! refused it: this application may not write opportunities of another owner.',
  }),
  inboxRecord({
    id: 'p3',
    label: 'Mia Wong',
    side: 'external',
    recordId: '118999',
    state: 'parked',
    class: 'missing_reference',
    message: 'Waits for organization 118300, which is not shared yet.',
  }),
]

const conflicts = (): ConflictSummary[] => [
  {
    id: 'c1',
    entity: 'person_and_organization',
    connecId: '8f3c02d0-5c1e',
    externalId: '118201',
    field: 'phone.landline',
    connecValue: '+31 10 555 0199',
    externalValue: '+31 10 555 0142',
    winner: 'external',
    policy: 'newest',
    at: Date.now() - 2 * hour,
  },
  {
    id: 'c2',
    entity: 'item',
    connecId: '8f3c02d0-9d11',
    externalId: '77120',
    field: 'sale_price.total_amount',
    connecValue: '12.5',
    externalValue: '13.95',
    winner: null,
    policy: 'manual',
    at: Date.now() - 26 * hour,
  },
]

const decisions = (): Record<string, Decision[]> => ({
  '118201': [
    {
      at: Date.now() - 20 * minute,
      entity: 'person_and_organization',
      side: 'connec',
      outcome: 'skipped',
      reason: 'before_history_limit',
      words: 'Not written to Base CRM: it was created before the history limit.',
      runNumber: 28,
    },
    {
      at: Date.now() - 26 * hour,
      entity: 'person_and_organization',
      side: 'external',
      outcome: 'applied',
      reason: 'create',
      words: 'Created in Connec!, because it was new in Base CRM.',
      runNumber: 2,
    },
  ],
})
