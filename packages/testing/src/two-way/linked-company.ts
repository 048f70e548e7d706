import { createConnec, createConnecHttp, readIds } from '@duet/connec-client'
import type { Connector, PlainRecord } from '@duet/core'
import { createHub } from '@duet/hub'
import { createClock } from '@duet/simulator'
import { openStore, type Store } from '@duet/store'
import { type RunReport, synchronize } from '@duet/sync-engine'
import type { Pair } from '../kit.js'
import type { Session } from '../session.js'

const COMPANY = 'org-kit'
const group = { uid: 'cld-kit', apiId: 'kit', apiKey: 'kit-key' }
const hubHost = 'https://api-connec.maestrano.com'

/** A company whose account at the application is linked to its hub: the real engine, hub and store. */
export interface LinkedCompany extends AsyncDisposable {
  /** Synchronizes once and lets a minute pass on all clocks. Throws when a record or the run failed. */
  run(options?: { full?: boolean }): Promise<RunReport>
  /** The hub's records of a pair, as its API shows them. */
  hubRecords(pair: Pair): Promise<readonly HubRecord[]>
  createAtHub(pair: Pair, fields: PlainRecord): Promise<string>
  updateAtHub(pair: Pair, connecId: string, fields: PlainRecord): Promise<void>
}

/** A record of the hub with the ids it is known by. */
export interface HubRecord {
  readonly connecId: string
  /** Ids at the application, without their scope. */
  readonly externalIds: readonly string[]
  readonly fields: PlainRecord
}

/** Links the account of a session; the hub joins its network. */
export async function linkCompany(connector: Connector, session: Session): Promise<LinkedCompany> {
  const closing = new AsyncDisposableStack()
  const { simulator, http, network } = session
  const clock = createClock({ now: simulator.clock.now() })
  const store = closing.use(await openStore({ file: ':memory:' }))
  const hub = closing.use(
    await createHub({ clock, companies: [{ uid: COMPANY, name: 'Acme', groups: [group] }] }),
  )
  network.use(...hub.handlers)
  const hubHttp = closing.use(
    createConnecHttp({ host: hubHost, ...group, userAgent: 'Duet/test', retry: { sleep: async () => {} } }),
  )
  const identity = { provider: connector.name, realm: simulator.account.id }
  const connec = createConnec({ http: hubHttp, groupId: group.uid, ...identity })
  const link = await createLink(store, connector, simulator.account.id)
  const now = () => clock.now().getTime()

  return {
    async run(options = {}) {
      const engine = { store, link, connector, http, connec, clock: now, owner: 'kit' }
      const report = await synchronize({ ...engine, trigger: 'manual', options })
      for (const moving of [clock, simulator.clock]) moving.advance(60_000)
      return await succeeded(store, link.id, report)
    },
    hubRecords: async ({ mapper }) =>
      (await hub.records.list(COMPANY, mapper.connec.collection)).map((fields) => {
        const { connecId = '', externalIds } = readIds(fields.id, identity)
        return { connecId, fields, externalIds: inScope(externalIds, mapper.external.idScope) }
      }),
    async createAtHub({ mapper }, fields) {
      const { id } = await hub.records.create(COMPANY, mapper.connec.collection, fields)
      return readIds(id, identity).connecId ?? ''
    },
    async updateAtHub({ mapper }, connecId, fields) {
      await hub.records.update(COMPANY, mapper.connec.collection, connecId, fields)
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
async function succeeded(store: Store, linkId: string, report: RunReport | undefined): Promise<RunReport> {
  const { rows } = await store.pending.list(linkId, { limit: 20 })
  // Records that waited for another of the same run are fine; what waits afterwards is not.
  if (report?.status === 'succeeded' && rows.length === 0) return report
  const reasons = rows.map(
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
