import { createConnec, createConnecHttp } from '@duet/connec-client'
import type { Connector, Side } from '@duet/core'
import { createHttp } from '@duet/http'
import { mockNetwork } from '@duet/simulator'
import { type Link, openStore, type RunOptions, type Store } from '@duet/store'
import { type HintedRecords, type RunReport, synchronize } from '@duet/sync-engine'
import type { BatchAnswer, BatchOp, RecordedBatch } from './batch-answer.js'
import { type Blueprint, blueprintOf } from './blueprint.js'
import type { EntityDescription } from './entity-description.js'
import type { ExternalCall } from './external-call.js'
import { type IdMapsMeaning, ownIdMaps, recordedIdMaps } from './id-map-meaning.js'
import type { IdMapRow } from './id-map-row.js'
import { type Account, hubId, type KnownIds, knownIds } from './known-ids.js'
import type { Organization } from './organization.js'
import { recordedApplication, recordsByTitle, type ScriptEntry } from './recorded-application.js'
import { APPLICATION, bystanderNames, recordedConnector } from './recorded-connector.js'
import { HUB, recordedHub } from './recorded-hub.js'
import { seedIdMaps } from './recorded-id-maps.js'
import { scopedRecords } from './scoped-records.js'

/** A recorded scenario: who, what both sides hold and how they answered. */
export interface Scenario {
  readonly entities: readonly EntityDescription[]
  readonly organization: Organization
  /** Epoch milliseconds, frozen. */
  readonly now: number
  readonly idMaps: readonly IdMapRow[]
  /** A list where there is one kind of record, else lists by kind. */
  readonly connecRecords: unknown
  readonly externalRecords: unknown
  /** Answers to reads of Connec!, where those were recorded. */
  readonly connecGets?: readonly BatchAnswer[] | undefined
  readonly externalAnswers: readonly ScriptEntry[]
  readonly externalCalls: readonly ExternalCall[]
  readonly batchAnswers: readonly BatchAnswer[]
  readonly batches: readonly RecordedBatch[]
  /** Where reading starts; epoch milliseconds. */
  readonly since?: number | undefined
}

/** The scenario in Duet: its store, its engine and everything that was written. */
export interface RecordedWorld extends AsyncDisposable {
  readonly store: Store
  readonly link: Link
  readonly connector: Connector
  readonly blueprints: readonly Blueprint[]
  readonly known: KnownIds
  readonly account: Account
  /** Runs the engine once, on everything or on the named records. */
  run(options: RunOptions, records?: readonly HintedRecords[]): Promise<RunReport | undefined>
  readonly calls: readonly ExternalCall[]
  /** The ids the application answered with, call by call. */
  readonly answeredIds: readonly (string | undefined)[]
  readonly batches: readonly (readonly BatchOp[])[]
  /** The id maps as they are now, and rows of the old framework, in comparable form. */
  idMaps(): Promise<IdMapsMeaning>
  meaningOf(rows: readonly IdMapRow[]): IdMapsMeaning
}

/** Sets a scenario up. Throws `DefinitionError` for entities that Duet refuses. */
export async function createRecordedWorld(scenario: Scenario): Promise<RecordedWorld> {
  const { organization, now } = scenario
  await using closing = new AsyncDisposableStack()
  const blueprints = scenario.entities.map(blueprintOf)
  const connector = recordedConnector(blueprints)
  const account: Account = {
    provider: organization.oauth_provider ?? connector.name,
    realm: organization.oauth_uid ?? 'account',
  }
  const store = closing.use(await openStore({ file: ':memory:' }))
  const link = await linkOf(store, { scenario, connector, account, blueprints })
  const sides = sidesOf(scenario, blueprints)
  const connecRecords = scopedRecords(blueprints, sides.connec, { rows: scenario.idMaps, account })
  const known = knownIds({ account, blueprints, rows: scenario.idMaps, connecRecords: sides.connec })
  await seedIdMaps({ store, link, blueprints, now, isRead: readIn(sides, blueprints) }, scenario.idMaps)
  await seedCursors(store, { link, connector, scenario })

  const application = recordedApplication(blueprints, {
    records: sides.external,
    calls: scenario.externalCalls,
    answers: scenario.externalAnswers,
  })
  const hub = recordedHub(blueprints, {
    idMaps: scenario.idMaps,
    records: connecRecords,
    gets: scenario.connecGets,
    batches: scenario.batches,
    answers: scenario.batchAnswers,
    known,
  })
  const network = mockNetwork(...application.handlers, ...hub.handlers)
  network.listen()
  closing.defer(() => network.close())
  const { dispatcher } = network
  const client = { userAgent: 'Duet parity', retry: { tries: 3, sleep: async () => undefined }, dispatcher }
  const http = closing.use(createHttp({ ...client, baseUrl: APPLICATION }))
  const hubHttp = closing.use(createConnecHttp({ ...client, host: HUB, apiId: 'id', apiKey: 'key' }))
  const connec = createConnec({ http: hubHttp, groupId: organization.uid, ...account })
  const owned = closing.move()

  return {
    store,
    link,
    connector,
    blueprints,
    known,
    account,
    calls: application.calls,
    answeredIds: application.answeredIds,
    batches: hub.batches,
    run: (options, records) =>
      synchronize({
        store,
        link,
        connector,
        http,
        connec,
        trigger: 'manual',
        options,
        records,
        owner: 'parity',
        clock: () => now,
        // one at a time, so that the application's answers come in the recorded order
        settings: { concurrency: 1 },
      }),
    idMaps: () => ownIdMaps(store, link.id, blueprints),
    meaningOf: (rows) => recordedIdMaps(blueprints, rows),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

type Sides = Record<Side, Record<string, readonly unknown[]>>

function sidesOf({ connecRecords, externalRecords }: Scenario, blueprints: readonly Blueprint[]): Sides {
  const titlesOf = (side: Side) =>
    blueprints.flatMap((blueprint) => blueprint[side].map(({ title }) => title))
  return {
    connec: recordsByTitle(connecRecords, titlesOf('connec')),
    external: recordsByTitle(externalRecords, titlesOf('external')),
  }
}

function readIn(sides: Sides, blueprints: readonly Blueprint[]) {
  const connec = new Set(
    Object.values(sides.connec).flatMap((list) => list.map((record) => hubId(Object(record).id))),
  )
  const external = new Set(
    blueprints.flatMap((blueprint) =>
      blueprint.external.flatMap(({ title, fields }) =>
        (sides.external[title] ?? []).map((record) => String(Object(record)[fields.id])),
      ),
    ),
  )
  return (side: Side, id: string) => (side === 'connec' ? connec.has(id) : external.has(id))
}

interface Linking {
  readonly scenario: Scenario
  readonly connector: Connector
  readonly account: Account
  readonly blueprints: readonly Blueprint[]
}

async function linkOf(store: Store, { scenario, connector, account, blueprints }: Linking): Promise<Link> {
  const {
    uid,
    oauth_uid: oauthUid,
    sync_enabled: isEnabled,
    synchronized_entities: switches,
    date_filtering_limit: limit,
  } = scenario.organization
  const organization = await store.organizations.create({ tenant: 'default', uid, name: uid })
  const beside = bystanderNames(blueprints).map((name) => [name, { toConnec: false, toExternal: true }])
  return await store.links.create({
    organizationId: organization.id,
    connector: connector.name,
    accountId: account.realm,
    status: isEnabled && oauthUid != null ? 'linked' : 'unlinked',
    entities: { ...Object.fromEntries(beside), ...switches },
    historyLimit: limit ?? null,
  })
}

/** Both sides have been read before: the run looks at them together, as the old framework did. */
async function seedCursors(
  store: Store,
  { link, connector, scenario }: Pick<Linking, 'connector' | 'scenario'> & { link: Link },
): Promise<void> {
  const places = connector.entities.flatMap(({ name: entity, mappers }) =>
    mappers.flatMap(({ connec, external }) => [
      { entity, side: 'connec' as const, resource: connec.name },
      { entity, side: 'external' as const, resource: external.name },
    ]),
  )
  const rows = new Map(places.map((place) => [JSON.stringify(place), place]))
  await store.cursors.save(
    [...rows.values()].map((place) => ({
      linkId: link.id,
      ...place,
      phase: 'delta' as const,
      since: scenario.since ?? null,
      checkpoint: null,
      updatedAt: scenario.now,
    })),
  )
}
