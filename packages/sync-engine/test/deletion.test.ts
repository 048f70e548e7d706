import { type Connector, type DeletionPolicy, defineConnector, type Entity } from '@duet/core'
import { postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, type World, type WorldOptions } from './world.js'

const items = { item: { toConnec: true, toExternal: true } }
const full = { options: { full: true } }
const small = { pageSize: 2, firstPageSize: 2 }

/** The small CRM, whose products can be archived. */
const withPolicy = (external: DeletionPolicy, connec: DeletionPolicy = 'ignore'): Connector =>
  defineConnector({
    ...smallCrm,
    entities: smallCrm.entities.map(
      (entity): Entity => ({
        ...entity,
        deletions: { external, connec },
        mappers: entity.mappers.map((mapper) => ({
          ...mapper,
          external: {
            ...mapper.external,
            archive: (http, id) => http.put(`/products/${id}`, z.unknown(), { json: { archived: true } }),
          },
        })),
      }),
    ),
  })

async function fivePairs(connector: Connector, options: WorldOptions = {}): Promise<World> {
  const world = await createWorld({ entities: items, connector, ...options })
  for (let number = 1; number <= 5; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  await world.run({ settings: small })
  expect(await world.hubRecords('items')).toHaveLength(5)
  return world
}

const inactive = async ({ store, link }: World) =>
  (await store.idMaps.list(link.id, { state: 'inactive', limit: 50 })).rows
const hubItem = async (world: World, name: string) =>
  (await world.hubRecords('items')).find((record) => record.name === name) ?? {}

const stores = [
  { title: 'SQLite', store: temporaryStore, missing: undefined },
  { title: 'PostgreSQL', store: temporaryPostgres, missing: postgresMissing() },
]

for (const { title, store, missing } of stores) {
  describe.skipIf(missing !== undefined)(title, () => {
    test('a record missing from a finished look at everything is put away at the hub, once', async () => {
      await using world = await fivePairs(withPolicy('archive'), { store })
      world.crm.stores.products.delete(2)
      world.crm.stores.products.delete(4)
      expectQuiet(await world.run({ settings: small }))
      const report = await world.run({ ...full, settings: small })
      expect(report).toMatchObject({ status: 'succeeded', totals: { writesToConnec: 2 } })
      expect(await hubItem(world, 'Product 2')).toMatchObject({ status: 'ARCHIVED' })
      expect(await hubItem(world, 'Product 3')).not.toMatchObject({ status: 'ARCHIVED' })
      expect((await inactive(world)).map(({ externalId, message }) => [externalId, message])).toEqual([
        ['2', 'The record is gone in Small CRM and was archived in Connec!'],
        ['4', 'The record is gone in Small CRM and was archived in Connec!'],
      ])
      expect(await world.store.traces.of(world.link.id, '2', 1)).toMatchObject([
        { outcome: 'applied', reason: 'archive' },
      ])
      expect(world.crm.stores.products.count()).toBe(3)
      expectQuiet(await world.run({ ...full, settings: small }))
      expectQuiet(await world.run())
    })
  })
}

test('with inactivate the pair ends, and neither side is written to', async () => {
  await using world = await fivePairs(withPolicy('inactivate'))
  world.crm.stores.products.delete(2)
  expectQuiet(await world.run(full))
  expect(await inactive(world)).toMatchObject([
    { externalId: '2', message: 'The record is gone in Small CRM' },
  ])
  await world.hubUpdate('items', idOf(await hubItem(world, 'Product 2')), { description: 'Still here' })
  expect(await world.run()).toMatchObject({ totals: { skipped: { inactive: 1 }, writesToExternal: 0 } })
  expect(world.crm.stores.products.count()).toBe(4)
})

test('with ignore, the default, a record that is not listed means nothing', async () => {
  await using world = await fivePairs(smallCrm)
  world.crm.stores.products.delete(2)
  expectQuiet(await world.run(full))
  expect(await inactive(world)).toEqual([])
})

test('a record archived at the hub is put away in the application by its own operation', async () => {
  await using world = await fivePairs(withPolicy('ignore', 'archive'))
  const gone = idOf(await hubItem(world, 'Product 3'))
  await world.hubUpdate('items', gone, { status: 'ARCHIVED' })
  expect(await world.run(full)).toMatchObject({ status: 'succeeded', totals: { writesToExternal: 1 } })
  expect(world.crm.stores.products.get(3)).toMatchObject({ archived: true })
  expect(await inactive(world)).toMatchObject([
    { externalId: '3', message: 'The record was put away in Connec! and was archived in Small CRM' },
  ])
  expectQuiet(await world.run(full))
})

test('deleted here and edited there: the edit is kept, the pair ends and says so', async () => {
  await using world = await fivePairs(withPolicy('archive'))
  world.crm.stores.products.delete(2)
  const id = idOf(await hubItem(world, 'Product 2'))
  await world.hubUpdate('items', id, { description: 'Edited meanwhile' })
  expect(await world.run(full)).toMatchObject({ totals: { writesToConnec: 0 } })
  expect(await world.hubRecord('items', id)).toMatchObject({ description: 'Edited meanwhile' })
  expect(await world.hubRecord('items', id)).not.toMatchObject({ status: 'ARCHIVED' })
  const [pair] = await inactive(world)
  expect(pair).toMatchObject({ externalId: '2' })
  expect(world.crm.stores.products.count()).toBe(4)
  expectQuiet(await world.run())
})

test('a look that did not finish proves nothing', async () => {
  await using world = await fivePairs(withPolicy('archive'))
  world.crm.faults.add({
    when: { path: /products\?.*offset=2/ },
    times: 2,
    do: { kind: 'status', status: 503 },
  })
  world.crm.stores.products.delete(2)
  expect(await world.run({ ...full, settings: small })).toMatchObject({
    status: 'failed',
    totals: { writesToConnec: 0 },
  })
  expect(await inactive(world)).toEqual([])
})

test('what a list leaves out is not gone while its own address answers', async () => {
  const connector = withPolicy('archive')
  const [, item] = connector.entities
  const leavingOut = defineConnector({
    ...connector,
    entities: [item].flatMap((entity) => (entity ? [hidingFirst(entity)] : [])),
  })
  await using world = await fivePairs(leavingOut)
  hides = true
  expectQuiet(await world.run(full))
  hides = false
  expect(await inactive(world)).toEqual([])
})

let hides = false
const hidingFirst = (entity: Entity): Entity => ({
  ...entity,
  mappers: entity.mappers.map((mapper) => ({
    ...mapper,
    external: {
      ...mapper.external,
      async *list(http, options) {
        for await (const page of mapper.external.list(http, options)) yield hides ? page.slice(1) : page
      },
    },
  })),
})

test('many deletions at once stop before the first of them, and go on when told', async () => {
  await using world = await fivePairs(withPolicy('archive'))
  const settings = { ...small, massChange: { overwrite: 0.5, inactivate: 0.2, minimum: 2 } }
  for (const id of [1, 2, 3]) world.crm.stores.products.delete(id)
  const stopped = await world.run({ ...full, settings })
  expect(stopped).toMatchObject({ status: 'partial', totals: { writesToConnec: 0 } })
  expect(stopped.error).toContain('ended 3 of 5 pairs')
  expect(stopped.error).toContain('None of these pairs was ended')
  expect(await inactive(world)).toEqual([])
  await world.run({ options: { full: true, acceptMassChange: true }, settings })
  expect(await inactive(world)).toHaveLength(3)
})

test('a record a webhook says is gone is put away as well', async () => {
  await using world = await fivePairs(withPolicy('archive'))
  world.crm.stores.products.delete(2)
  await world.run({ records: [{ side: 'external', resource: 'products', ids: ['2'] }] })
  expect(await hubItem(world, 'Product 2')).toMatchObject({ status: 'ARCHIVED' })
  expectQuiet(await world.run())
})

test('killed between putting away and noting it: the next look does not fail', async () => {
  await using world = await fivePairs(withPolicy('ignore', 'archive'))
  const gone = idOf(await hubItem(world, 'Product 3'))
  await world.hubUpdate('items', gone, { status: 'ARCHIVED' })
  world.crm.faults.add({ when: { method: 'PUT' }, times: 2, do: { kind: 'lost-answer' } })
  const failed = await world.start()
  expect(failed).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  expect(await inactive(world)).toEqual([])
  world.pass(60_000)
  expect(await world.run(full)).toMatchObject({ status: 'succeeded' })
  expect(await inactive(world)).toHaveLength(1)
})

test('archived at the hub and edited in the application: the edit is kept on both sides, and nothing is put away', async () => {
  await using world = await fivePairs(withPolicy('ignore', 'archive'))
  const gone = idOf(await hubItem(world, 'Product 3'))
  await world.hubUpdate('items', gone, { status: 'ARCHIVED' })
  world.crm.stores.products.update(3, { description: 'Edited meanwhile' })
  await world.run()
  expect(world.crm.stores.products.get(3)).toMatchObject({ description: 'Edited meanwhile' })
  expect(world.crm.stores.products.get(3)).not.toHaveProperty('archived')
  expect(await inactive(world)).toMatchObject([
    { message: expect.stringContaining('edited in Small CRM meanwhile') },
  ])
  expectQuiet(await world.run())
})

test('a record that could not be put away is tried again by itself, on either side', async () => {
  await using world = await fivePairs(withPolicy('archive', 'archive'))
  world.crm.stores.products.delete(2)
  world.hubFaults.add({
    when: { method: 'POST', path: /batch/ },
    times: 2,
    do: { kind: 'status', status: 503 },
  })
  expect(await world.run(full)).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  const archived = idOf(await hubItem(world, 'Product 3'))
  await world.hubUpdate('items', archived, { status: 'ARCHIVED' })
  world.crm.faults.add({ when: { method: 'PUT' }, times: 2, do: { kind: 'status', status: 422 } })
  await world.run()
  expect((await inactive(world)).map(({ externalId }) => externalId)).toEqual(['2'])
  expect(await hubItem(world, 'Product 2')).toMatchObject({ status: 'ARCHIVED' })
  const waiting = async () => (await world.store.pending.list(world.link.id, { limit: 9 })).rows
  expect(await waiting()).toMatchObject([{ recordId: archived, side: 'connec', attempts: 1 }])
  world.pass(60_000)
  await world.run()
  expect(await waiting()).toMatchObject([{ recordId: archived, attempts: 2 }])
  world.pass(3_600_000)
  await world.run()
  expect(await waiting()).toEqual([])
  expect((await inactive(world)).map(({ externalId }) => externalId)).toEqual(['2', '3'])
  expect(world.crm.stores.products.get(3)).toMatchObject({ archived: true })
})

test('a plan counts the pairs that a look at everything would end', async () => {
  await using world = await fivePairs(withPolicy('archive'))
  world.crm.stores.products.delete(2)
  world.crm.stores.products.delete(4)
  const ended = { entity: 'item', side: 'external', outcome: 'inactivate', reason: '', count: 2 }
  expect((await world.plan({ full: true })).counts).toContainEqual(ended)
  expect((await world.plan()).counts).not.toContainEqual(ended)
  expect(await inactive(world)).toEqual([])
  expect((await world.run(full)).totals).toMatchObject({ writesToConnec: 2 })
})
