import { createConnec, createConnecHttp, readIds } from '@duet/connec-client'
import type { Connector, PlainRecord } from '@duet/core'
import { createHub } from '@duet/hub'
import { createClock } from '@duet/simulator'
import { openStore, type PendingRecord, type Store } from '@duet/store'
import { type RunReport, synchronize } from '@duet/sync-engine'
import type { ConnectedSimulator } from '../connect-simulator.js'

const COMPANY = 'org-kit'
const group = { uid: 'cld-kit', apiId: 'kit', apiKey: 'kit-key' }
const hubHost = 'https://api-connec.maestrano.com'

/** A kind of record at the hub: `connec.person`. */
export type HubCollection = Readonly<{ collection: string }>

/** A company whose account at the application is linked to its hub: the real engine, hub and store. */
export interface LinkedCompany extends AsyncDisposable {
  /** Synchronizes once and lets a minute pass on all clocks. Throws when a record or the run failed. */
  run(options?: { full?: boolean }): Promise<RunReport>
  /** The same, for runs that are to fail: tells what became of it. */
  attempt(options?: { full?: boolean }): Promise<Attempt>
  /** The hub's records as its API shows them; with `idScope`, external ids are those of that scope. */
  hubRecords(kind: HubCollection, idScope?: string): Promise<readonly HubRecord[]>
  /** Creates a record as another application of the company would; returns its id there. */
  createAtHub(kind: HubCollection, fields: PlainRecord): Promise<string>
  updateAtHub(kind: HubCollection, connecId: string, fields: PlainRecord): Promise<void>
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
  const link = await createLink(store, connector, simulator.account.id)
  const now = () => clock.now().getTime()

  const attempt = async (options: { full?: boolean } = {}): Promise<Attempt> => {
    const engine = { store, link, connector, http, connec, clock: now, owner: 'kit' }
    const report = await synchronize({ ...engine, trigger: 'manual', options })
    for (const moving of [clock, simulator.clock]) moving.advance(60_000)
    const { rows: pending } = await store.pending.list(link.id, { limit: 20 })
    return { report, pending }
  }

  return {
    attempt,
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

async function createLink(store: Store, { name, entities }: Connector, accountId: string) {
  const organization = await store.organizations.create({ tenant: 'default', uid: group.uid, name: 'Acme' })
  const bothWays = { toConnec: true, toExternal: true }
  return await store.links.create({
    organizationId: organization.id,
    connector: name,
    accountId,
    entities: Object.fromEntries(entities.map((entity) => [entity.name, bothWays])),
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
