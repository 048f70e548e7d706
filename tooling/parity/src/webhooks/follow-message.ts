import { createConnec } from '@duet/connec-client'
import { decideRuns } from '@duet/host'
import { type IdMap, type Link, openStore, type PendingRecord, type Store } from '@duet/store'
import { synchronize } from '@duet/sync-engine'
import { scriptedClients } from '../scripted-clients.js'
import { type PastPush, pastPushes, placeSource } from './live-past.js'
import { notesOf } from './notes.js'
import { placeRecords } from './place-records.js'
import { APPLICATION, CONNECTOR, type RecordedConnector, recordedConnector } from './recorded-connector.js'
import { HUB, type ScriptedSides, scriptedSides } from './scripted-sides.js'
import { type SeededPair, seedPairs } from './seed-pairs.js'
import { tellHost } from './tell-host.js'
import type { RecordedCall, RecordedOperation, WebhookVector } from './webhook-vector.js'

/** What followed a message. */
export interface Aftermath {
  readonly calls: readonly RecordedCall[]
  readonly operations: readonly RecordedOperation[]
  readonly idMaps: readonly IdMap[]
  readonly failures: readonly PendingRecord[]
  /** Collections by Connec! resource. */
  readonly collections: ReadonlyMap<string, string>
  /** What is worth knowing of records and kinds, by their marks. */
  readonly notes: ReadonlyMap<string, string>
}

interface Scene {
  readonly vector: WebhookVector
  readonly built: RecordedConnector
  readonly sides: ScriptedSides
  readonly store: Store
  readonly link: Link
  readonly pairs: readonly SeededPair[]
}

/** Hands the message to the host and does what it asks. */
export async function followMessage(vector: WebhookVector): Promise<Aftermath> {
  const fromHub = vector.kind === 'connecWebhook'
  // A message of the hub was never compared with the application's record.
  const built = recordedConnector(vector.entities, { reads: !fromHub })
  await using store = await openStore({ file: ':memory:' })
  await using sides = scriptedSides(vector, built)
  const link = await createLink(store, vector)
  const pairs = await seedPairs(store, link, { vector, built })
  const scene: Scene = { vector, built, sides, store, link, pairs }
  placeRecords(sides, scene)
  const echoes = await livePast(scene)

  await tellHost(vector, scene)
  const { runs } = decideRuns(link, await store.requests.pendingFor(link.id), vector.now)
  for (const { trigger, options, records } of runs)
    await run(scene, { trigger, options, now: vector.now, ...(records && { records }) })
  const { rows: idMaps } = await store.idMaps.list(link.id, { limit: 1000 })
  const { rows: failures } = await store.pending.list(link.id, { limit: 1000 })
  return {
    calls: sides.calls,
    operations: sides.operations,
    idMaps,
    failures: failures.filter(({ state }) => state !== 'parked'),
    collections: new Map([...built.connec.values()].map(({ name, collection }) => [name, collection])),
    notes: notesOf(vector, { built, echoes }),
  }
}

async function createLink(store: Store, { organization }: WebhookVector): Promise<Link> {
  const { uid, tenant } = organization
  const { id } = await store.organizations.create({ tenant, uid, name: uid })
  const accountId = organization.oauth_uid ?? null
  return await store.links.create({
    organizationId: id,
    connector: CONNECTOR,
    accountId,
    status: accountId !== null && organization.sync_enabled ? 'linked' : 'unlinked',
    entities: organization.synchronized_entities,
    historyLimit: organization.date_filtering_limit ?? null,
  })
}

/** Lives through earlier pushes that the message may be the echo of, and forgets what was sent for them. */
async function livePast(scene: Scene): Promise<readonly PastPush[]> {
  const { vector, sides } = scene
  const told = vector.kind === 'connecWebhook' ? 'connec' : 'external'
  const pushes = pastPushes(scene.pairs, sides, told)
  for (const push of pushes) {
    const built = recordedConnector(vector.entities, { reads: true })
    placeSource(push, sides, built)
    const { connecResource, externalResource, connecId, externalId } = push.pair.idMap
    const records =
      told === 'connec'
        ? { side: 'external' as const, resource: externalResource, ids: [externalId ?? ''] }
        : { side: 'connec' as const, resource: connecResource, ids: [connecId ?? ''] }
    await run({ ...scene, built }, { trigger: 'schedule', options: {}, records: [records], now: push.at })
  }
  sides.calls.length = 0
  sides.operations.length = 0
  return pushes
}

type RunInput = Pick<Parameters<typeof synchronize>[0], 'trigger' | 'options' | 'records'> & { now: number }

async function run({ vector, built, sides, store, link }: Scene, { now, ...asked }: RunInput): Promise<void> {
  await using clients = scriptedClients(sides.agent, { application: APPLICATION, hub: HUB })
  const { uid: groupId, oauth_provider: provider, oauth_uid: realm } = vector.organization
  await synchronize({
    ...asked,
    store,
    link,
    connector: built.connector,
    http: clients.application,
    connec: createConnec({ http: clients.hub, groupId, provider, realm: realm ?? '' }),
    owner: 'parity',
    clock: () => now,
    settings: { concurrency: 1 },
  })
}
