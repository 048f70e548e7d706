import { connec } from '@duet/connec-client'
import { defineConnector, defineEntity, defineMapper, defineResource } from '@duet/core'
import { json } from '@duet/simulator'
import { http as on } from 'msw'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { crashingStore } from './crashing-store.js'
import { CRM } from './small-crm.js'
import { api, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const HOUR = 60 * 60_000

const products = defineResource({
  ...api('products'),
  name: 'products',
  fields: { name: z.string(), sku: z.string() },
  upsert: (http, key, fields) => http.put(`/products/by-key/${key}`, z.unknown(), { json: fields }),
})
const keyed = defineConnector({
  ...smallCrm,
  entities: [
    defineEntity({
      mapper: defineMapper({
        connec: connec.item,
        external: products,
        fields: { name: 'name', reference: 'sku' },
      }),
    }),
  ],
})

async function keyedWorld(): Promise<World> {
  const world = await createWorld({ connector: keyed })
  const ids = new Map<string, number>()
  let lost = 0
  world.network.use(
    on.put(`${CRM}/products/by-key/:key`, async ({ request, params }) => {
      const fields = z.record(z.string(), z.unknown()).parse(await request.json())
      const key = String(params.key)
      const known = ids.get(key)
      const record =
        known === undefined
          ? world.crm.stores.products.insert(fields)
          : world.crm.stores.products.update(known, fields)
      if (record) ids.set(key, record.id)
      lost += 1
      return lost <= 2 ? Response.error() : json(200, record)
    }),
  )
  return world
}

test('a create by key whose answer was lost is sent again under its key, and there is one record on each side', async () => {
  await using world = await keyedWorld()
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  expect(await world.run()).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  expect(world.crm.stores.products.count()).toBe(1)
  world.pass(HOUR)
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Hammer' }])
  const records = await world.hubRecords('items')
  expect(records.map((record) => [idOf(record), ...ourIdsOf(record)])).toEqual([[id, '1']])
  expectQuiet(await world.run())
})

test('a create by key that a crash cut off is settled before the application is read', async () => {
  await using world = await keyedWorld()
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  await world.start({ store: crashingStore(world.store, 2) })
  expect(world.crm.stores.products.count()).toBe(1)
  world.pass(HOUR)
  await world.run()
  await world.run()
  expect(world.crm.stores.products.count()).toBe(1)
  expect((await world.hubRecords('items')).map((record) => [idOf(record), ...ourIdsOf(record)])).toEqual([
    [id, '1'],
  ])
  expectQuiet(await world.run())
})

test('a create by key that was edited at the hub meanwhile arrives as it is now, once', async () => {
  await using world = await keyedWorld()
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer' }])
  expect(await world.hubRecords('items')).toHaveLength(1)
  expectQuiet(await world.run())
})
