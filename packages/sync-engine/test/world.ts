import { type Connec, createConnec, createConnecHttp } from '@duet/connec-client'
import type { Connector, Entity, Http, PlainRecord } from '@duet/core'
import { createHttp } from '@duet/http'
import { createHub, type Hub } from '@duet/hub'
import {
  type Clock,
  createClock,
  createFaults,
  type Faults,
  type MockNetwork,
  mockNetwork,
} from '@duet/simulator'
import {
  type EntitySwitch,
  type Link,
  openStore,
  type RunOptions,
  type Store,
  type StoredPlan,
} from '@duet/store'
import { linkIn } from '@duet/store/testing'
import { http as httpHandlers } from 'msw'
import { expect, vi } from 'vitest'
import {
  type PlanOptions,
  planLink,
  type RunReport,
  type SynchronizeInput,
  synchronize,
} from '../src/index.js'
import { CRM, createSmallCrm, type SmallCrm } from './small-crm.js'
import { smallCrm } from './small-crm-connector.js'

// A test is several runs over real requests: patience on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const START = new Date('2026-03-02T08:00:00Z')
const COMPANY = 'org-test'
const GROUP = 'cld-test'
const inMemory = () => openStore({ file: ':memory:' })
const bothWays: EntitySwitch = { toConnec: true, toExternal: true }

export interface WorldOptions {
  /** @default a database in memory, which nothing but speed tells from a file */
  store?: () => Promise<Store>
  entities?: Record<string, EntitySwitch>
  historyLimit?: number
  connector?: Connector
  /** Clocks of the two sides, ahead of ours by so many milliseconds. */
  skew?: { hub?: number; crm?: number }
}

/** A company, its hub, its CRM and the engine between them. */
export interface World extends AsyncDisposable {
  readonly store: Store
  readonly hub: Hub
  readonly hubFaults: Faults
  readonly hubClock: Clock
  readonly crm: SmallCrm
  readonly network: MockNetwork
  /** The application and the hub, as runs are given them. */
  readonly http: Http
  readonly connec: Connec
  link: Link
  /** Synchronizes once, checks the books, and moves all clocks on by a minute. */
  run(changes?: RunChanges): Promise<RunReport>
  /** The same, without the checks. */
  start(changes?: RunChanges): Promise<RunReport | undefined>
  /** A dry run; checks that neither side was written to. */
  plan(options?: PlanOptions, before?: (plan: StoredPlan) => Promise<void>): Promise<StoredPlan>
  /** Lets time pass everywhere. */
  pass(ms: number): void
  now(): number
  switch(entities: Record<string, EntitySwitch>): Promise<void>
  /** Records of the hub. */
  hubRecords(collection: string): Promise<readonly PlainRecord[]>
  hubCreate(collection: string, fields: PlainRecord): Promise<string>
  hubUpdate(collection: string, id: string, fields: PlainRecord): Promise<void>
  /** The hub's record, by its id. */
  hubRecord(collection: string, id: string): Promise<PlainRecord>
}

export type RunChanges = Partial<
  Pick<SynchronizeInput, 'records' | 'signal' | 'settings' | 'trigger' | 'store' | 'http' | 'connec' | 'log'>
> & { options?: RunOptions }

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const closing = new AsyncDisposableStack()
  const store = closing.use(await (options.store ?? inMemory)())
  const hubClock = createClock({ now: START })
  const hubFaults = createFaults()
  const hub = closing.use(
    await createHub({
      clock: hubClock,
      faults: hubFaults,
      companies: [{ uid: COMPANY, name: 'Acme', groups: [{ uid: GROUP, apiId: 'id', apiKey: 'key' }] }],
    }),
  )
  const crm = createSmallCrm({ now: START })
  hubClock.skew(options.skew?.hub ?? 0)
  crm.clock.skew(options.skew?.crm ?? 0)
  const clock = createClock({ now: START })
  const connector = options.connector ?? smallCrm
  const link = await linkIn(store, {
    connector: connector.name,
    accountId: '9',
    entities: options.entities ?? allOn(connector.entities),
    historyLimit: options.historyLimit ?? null,
  })
  const network = mockNetwork(...crm.handlers, ...hub.handlers)
  network.listen()
  closing.defer(() => network.close())

  const retry = { tries: 2, sleep: async () => undefined }
  let writes = 0
  let hubWrites = 0
  const http = closing.use(
    createHttp({
      baseUrl: CRM,
      userAgent: 'test',
      retry,
      dispatcher: network.dispatcher,
      ...(connector.errors ? { errors: connector.errors } : {}),
      client: connector.client,
      onRequest: ({ write, attempt }) => {
        if (write && attempt === 1) writes += 1
      },
    }),
  )
  const hubHttp = closing.use(
    createConnecHttp({
      host: 'https://api-connec.maestrano.com',
      apiId: 'id',
      apiKey: 'key',
      userAgent: 'test',
      retry,
      dispatcher: network.dispatcher,
      onRequest: ({ write }) => {
        if (write) hubWrites += 1
      },
    }),
  )
  const connec = createConnec({ http: hubHttp, groupId: GROUP, provider: connector.name, realm: '9' })

  const world: World = {
    store,
    hub,
    hubFaults,
    hubClock,
    crm,
    network,
    http,
    connec,
    link,
    now: () => clock.now().getTime(),
    pass(ms) {
      for (const one of [clock, hubClock, crm.clock]) one.advance(ms)
    },
    async start({ options: runOptions = {}, ...changes } = {}) {
      return await synchronize({
        store,
        link: world.link,
        connector,
        http,
        connec,
        trigger: 'manual',
        options: runOptions,
        owner: 'test',
        clock: world.now,
        ...changes,
      })
    },
    async run(changes) {
      writes = 0
      const report = await world.start(changes)
      if (report === undefined) throw new Error('another run holds the link')
      checkBooks(report)
      expect(report.totals.writesToExternal).toBe(writes)
      world.pass(60_000)
      return report
    },
    async plan(planOptions = {}, beforehand = async () => undefined) {
      writes = 0
      hubWrites = 0
      const before = await store.database.db.selectFrom('idMaps').selectAll().execute()
      const options = { linkId: link.id, options: JSON.parse(JSON.stringify(planOptions)), now: world.now() }
      const plan = await store.plans.create(options)
      await beforehand(plan)
      const input = { store, link: world.link, connector, http, connec, plan, clock: world.now }
      const planned = await planLink({ ...input, settings: { pageSize: 2, firstPageSize: 2 } })
      expect(writes + hubWrites).toBe(0)
      expect(await store.database.db.selectFrom('idMaps').selectAll().execute()).toEqual(before)
      expect(await store.database.db.selectFrom('stagedRecords').selectAll().execute()).toEqual([])
      return planned
    },
    async switch(entities) {
      await store.links.setEntities(link.id, entities)
      world.link = { ...world.link, entities }
    },
    hubRecords: (collection) => hub.records.list(COMPANY, collection),
    async hubCreate(collection, fields) {
      return idOf(await hub.records.create(COMPANY, collection, fields))
    },
    async hubUpdate(collection, id, fields) {
      await hub.records.update(COMPANY, collection, id, fields)
    },
    async hubRecord(collection, id) {
      const record = await hub.records.get(COMPANY, collection, id)
      if (record === undefined) throw new Error(`the hub has no ${collection} ${id}`)
      return record
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
  return world
}

/**
 * Starts so many runs at once. The application answers the one that runs only when all others have been turned away:
 * a run that ends before another begins is no proof of anything.
 */
export async function startTogether(world: World, count: number): Promise<(RunReport | undefined)[]> {
  const alone = Promise.withResolvers<void>()
  world.network.use(httpHandlers.all(`${CRM}/*`, () => alone.promise))
  let ended = 0
  const starts = Array.from({ length: count }, async () => {
    const report = await world.start()
    ended += 1
    if (ended === count - 1) alone.resolve()
    return report
  })
  return await Promise.all(starts)
}

/** Whatever happened, what was read is accounted for. */
export function checkBooks({ totals, entities }: RunReport): void {
  const { read, applied, unchanged, skipped, parked, failed } = totals
  const skips = Object.values(skipped).reduce((sum, count) => sum + count, 0)
  expect(applied + unchanged + skips + parked + failed).toBe(read)
  const counted = Object.values(entities)
    .flat()
    .filter(({ outcome }) => outcome !== 'wrote')
    .reduce((sum, { count }) => sum + count, 0)
  expect(counted).toBe(read)
}

const allOn = (entities: readonly Entity[]): Record<string, EntitySwitch> =>
  Object.fromEntries(entities.map(({ name }) => [name, bothWays]))

/** The hub's own id in an id array. */
export function idOf(record: PlainRecord): string {
  const ids: unknown = record.id
  const entries: unknown[] = Array.isArray(ids) ? ids : []
  const own = entries.find((entry) => fieldOf(entry, 'provider') === 'connec')
  return String(fieldOf(own, 'id'))
}

/** Our ids in an id array. */
export function ourIdsOf(record: PlainRecord, field = 'id'): string[] {
  const ids: unknown = record[field]
  const entries: unknown[] = Array.isArray(ids) ? ids : []
  return entries
    .filter((entry) => fieldOf(entry, 'provider') === 'small-crm')
    .map((entry) => String(fieldOf(entry, 'id')))
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** Nobody wrote anything, on either side. */
export function expectQuiet({ status, totals }: RunReport): void {
  expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0, failed: 0, parked: 0 })
  expect(status).toBe('succeeded')
}
