import { createConnec, createConnecHttp, readIds } from '@duet/connec-client'
import type { Connector, PlainRecord } from '@duet/core'
import { createHub } from '@duet/hub'
import { createClock } from '@duet/simulator'
import { openStore, type PendingRecord, type Store } from '@duet/store'
import { type EngineEvent, type HintedRecords, type RunReport, synchronize } from '@duet/sync-engine'
import type { ConnectedSimulator } from '../connect-simulator.js'
import type { Reach } from './mortal.js'

const COMPANY = 'org-kit'
const group = { uid: 'cld-kit', apiId: 'kit', apiKey: 'kit-key' }
const hubHost = 'https://api-connec.maestrano.com'

/** A kind of record at the hub: `connec.person`. */
export type HubCollection = Readonly<{ collection: string }>

/** A company whose account at the application is linked to its hub: the real engine, hub and store. */
export interface LinkedCompany extends AsyncDisposable {
  /** Synchronizes once and lets a minute pass on all clocks. Throws when a record or the run failed. */
  run(options?: RunChoice): Promise<RunReport>
  /** The same, for runs that are to fail: tells what became of it. */
  attempt(options?: RunChoice): Promise<Attempt>
  /** Lets time pass on all clocks, milliseconds. */
  pass(ms: number): void
  /** The hub's records as its API shows them; with `idScope`, external ids are those of that scope. */
  hubRecords(kind: HubCollection, idScope?: string): Promise<readonly HubRecord[]>
  /** Creates a record as another application of the company would; returns its id there. */
  createAtHub(kind: HubCollection, fields: PlainRecord): Promise<string>
  updateAtHub(kind: HubCollection, connecId: string, fields: PlainRecord): Promise<void>
}

/** How a run is made. */
export interface RunChoice {
  /** Looks at everything, whatever was read before. */
  full?: boolean
  /** Only these records, as webhooks name them. */
  records?: readonly HintedRecords[]
  /** Called with everything the engine says. */
  log?: (event: EngineEvent) => void
  /** What the run reaches the world by, for processes that die. */
  through?: (reach: Reach) => Reach
}

/** What may be said about the company. */
export interface LinkOptions {
  /** Entities that are switched on; all by default. */
  entities?: readonly string[]
  /** Records a page of the first synchronization. */
  firstPageSize?: number
}

/** What became of a run, and which records failed or wait. */
export interface Attempt {
  /** Undefined when no run was started. */
  readonly report: RunReport | undefined
  readonly pending: readonly PendingRecord[]
}

/** A record of the hub with the ids it is known by. */
export interface HubRecord {
  readonly connecId: string
  /** Ids at the application, without their scope. */
  readonly externalIds: readonly string[]
  readonly fields: PlainRecord
}

/**
 * Links the account of a simulator to a company; the hub joins its network.
 *
 * @example
 * await using crm = connectSimulator(exampleCrm, createExampleCrmSimulator())
 * await using company = await linkCompany(exampleCrm, crm)
 * crm.simulator.stores.people.insert({ family_name: 'Green' })
 * await company.run()
 * expect(await company.hubRecords(connec.person)).toMatchObject([{ fields: { last_name: 'Green' } }])
 */
export async function linkCompany(
  connector: Connector,
  { simulator, http, network }: ConnectedSimulator,
  { entities = connector.entities.map(({ name }) => name), firstPageSize = 50 }: LinkOptions = {},
): Promise<LinkedCompany> {
  const closing = new AsyncDisposableStack()
  const clock = createClock({ now: simulator.clock.now() })
  const store = closing.use(await openStore({ file: ':memory:' }))
  const hub = closing.use(
    await createHub({ clock, companies: [{ uid: COMPANY, name: 'Acme', groups: [group] }] }),
  )
  network.use(...hub.handlers)
  const hubHttp = closing.use(
    createConnecHttp({
      host: hubHost,
      ...group,
      userAgent: 'Duet/test',
      retry: { sleep: async () => {} },
      dispatcher: network.dispatcher,
    }),
  )
  const identity = { provider: connector.name, realm: simulator.account.id }
  const connec = createConnec({ http: hubHttp, groupId: group.uid, ...identity })
  const link = await createLink(store, { connector, accountId: simulator.account.id, entities })
  const now = () => clock.now().getTime()

  const pass = (ms: number) => {
    for (const moving of [clock, simulator.clock]) moving.advance(ms)
  }

  const attempt = async ({ full, records, log, through }: RunChoice = {}): Promise<Attempt> => {
    const reach = { store, http, connec }
    const report = await synchronize({
      ...(through?.(reach) ?? reach),
      ...{ link, connector, records, log, clock: now, owner: 'kit', trigger: 'manual' },
      options: full === undefined ? {} : { full },
      // A working set of one page, so that a process can die between any two pages.
      settings: { firstPageSize, workingSet: firstPageSize },
    })
    pass(60_000)
    const { rows: pending } = await store.pending.list(link.id, { limit: 20 })
    return { report, pending }
  }

  return {
    attempt,
    pass,
    run: async (options) => succeeded(await attempt(options)),
    hubRecords: async ({ collection }, idScope) =>
      (await hub.records.list(COMPANY, collection)).map((fields) => {
        const { connecId = '', externalIds } = readIds(fields.id, identity)
        return { connecId, fields, externalIds: inScope(externalIds, idScope) }
      }),
    async createAtHub({ collection }, fields) {
      const { id } = await hub.records.create(COMPANY, collection, fields)
      return readIds(id, identity).connecId ?? ''
    },
    async updateAtHub({ collection }, connecId, fields) {
      await hub.records.update(COMPANY, collection, connecId, fields)
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

async function createLink(
  store: Store,
  {
    connector,
    accountId,
    entities,
  }: { connector: Connector; accountId: string; entities: readonly string[] },
) {
  const organization = await store.organizations.create({ tenant: 'default', uid: group.uid, name: 'Acme' })
  const switches = connector.entities.map(({ name }) => {
    const isOn = entities.includes(name)
    return [name, { toConnec: isOn, toExternal: isOn }]
  })
  return await store.links.create({
    organizationId: organization.id,
    connector: connector.name,
    accountId,
    entities: Object.fromEntries(switches),
  })
}

/** Throws with the words of what failed or waits. */
function succeeded({ report, pending }: Attempt): RunReport {
  // Records that waited for another of the same run are fine; what waits afterwards is not.
  if (report?.status === 'succeeded' && pending.length === 0) return report
  const reasons = pending.map(
    ({ entity, side, recordId, message }) => `${entity} ${recordId} (${side}): ${message}`,
  )
  throw new Error(
    `the run did not succeed (${report?.status ?? 'not started'}): ${[report?.error ?? [], ...reasons].flat().join('; ')}`,
  )
}

function inScope(ids: readonly string[], scope: string | undefined): readonly string[] {
  if (scope === undefined) return ids.filter((id) => !id.includes(':'))
  return ids.filter((id) => id.startsWith(`${scope}:`)).map((id) => id.slice(scope.length + 1))
}
