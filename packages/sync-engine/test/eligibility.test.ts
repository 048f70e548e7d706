import { connec } from '@duet/connec-client'
import { apiKey, defineConnector, defineEntity, defineMapper, defineResource } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CRM } from './small-crm.js'
import { api } from './small-crm-connector.js'
import { createWorld, expectQuiet } from './world.js'

const MINUTE = 60_000
const items = { item: { toConnec: true, toExternal: true } }
const pair = { connec: 'item', external: 'products' }

/** The small CRM, its products dated as an API likes. */
function productsDated(timestamps: { created?: null; updated?: null; as?: z.ZodType<Date> }) {
  const products = defineResource({
    ...api('products'),
    name: 'products',
    fields: { name: z.string(), sku: z.string() },
    timestamps,
  })
  const mapper = defineMapper({
    connec: connec.item,
    external: products,
    fields: { name: 'name', reference: 'sku' },
  })
  return defineConnector({
    name: 'small-crm',
    displayName: 'Small CRM',
    apiVersion: '1.0',
    baseUrl: CRM,
    auth: apiKey({ header: 'x-key', label: 'Key' }),
    account: async () => ({ id: '9', name: 'Test account' }),
    entities: [defineEntity({ mapper })],
  })
}

test('a record whose id the hub was never told passes the same gates as all others (A8)', async () => {
  await using world = await createWorld({ entities: items })
  const [hammer, nail, saw] = [
    await world.hubCreate('items', { name: 'Hammer', reference: 'H1' }),
    await world.hubCreate('items', { name: 'Nail', reference: 'N1' }),
    await world.hubCreate('items', { name: 'Saw', reference: 'S1' }),
  ]
  world.hubFaults.add({ when: { method: 'POST', path: '/batch' }, do: { kind: 'refused' } })
  await world.run()
  const [optedOut] = await world.store.idMaps.byConnecIds(world.link.id, pair, [hammer])
  if (optedOut === undefined) throw new Error('the hammer is not paired')
  await world.store.idMaps.save([{ ...optedOut, optedOut: { toConnec: true, toExternal: true } }])
  const [switchedOff] = await world.store.idMaps.byConnecIds(world.link.id, pair, [nail])
  world.crm.stores.products.update(Number(switchedOff?.externalId), { active: false })
  await world.hubUpdate('items', hammer, { name: 'Opted out' })
  await world.hubUpdate('items', nail, { name: 'Switched off' })
  await world.hubUpdate('items', saw, { name: 'Saw' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ skipped: { opted_out: 2, inactive: 2 }, writesToExternal: 0 })
  expect(world.crm.stores.products.all().map(({ name }) => name)).toEqual(['Hammer', 'Nail', 'Saw'])
})

test('a record renamed before the hub knew our id is updated, not created again (A6)', async () => {
  await using world = await createWorld({ entities: items })
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.hubFaults.add({ when: { method: 'POST', path: '/batch' }, do: { kind: 'refused' } })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer' }])
  expect(await world.store.idMaps.count(world.link.id)).toBe(1)
})

test('a full run with a history limit takes records without any date, from when they were first seen (B12)', async () => {
  const connector = productsDated({ created: null, updated: null })
  await using world = await createWorld({ connector, historyLimit: Date.parse('2026-01-01T00:00:00Z') })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { applied: 1, failed: 0 } })
  const again = await world.run({ options: { full: true } })
  expect(again).toMatchObject({ status: 'succeeded', totals: { applied: 0, failed: 0 } })
  expectQuiet(again)
})

test('integer dates are dates: the limit holds, and what was shared stays quiet (B12)', async () => {
  const seconds = z.coerce.number().transform((count) => new Date(count * 1000))
  const connector = productsDated({ as: seconds })
  const historyLimit = Date.parse('2026-03-02T08:30:00Z')
  await using world = await createWorld({ connector, historyLimit })
  world.crm.spellMoment = (moment) => String(Date.parse(moment) / 1000)
  world.crm.stores.products.insert({ name: 'Before', sku: 'B1' })
  world.pass(60 * MINUTE)
  world.crm.stores.products.insert({ name: 'After', sku: 'A1' })
  const first = await world.run({ options: { full: true } })
  expect(first.totals).toMatchObject({ applied: 1, skipped: { before_history_limit: 1 } })
  expect(await world.hubRecords('items')).toMatchObject([{ name: 'After' }])
  expectQuiet(await world.run({ options: { full: true } }))
})

test('a date that is none costs its record, in words, and is never compared (B12)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.spellMoment = () => 'yesterday'
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  expect(await world.run()).toMatchObject({ status: 'partial', totals: { failed: 1, applied: 0 } })
  expect((await world.store.pending.list(world.link.id, { limit: 5 })).rows).toMatchObject([
    { state: 'failed', class: 'validation', field: 'created_at' },
  ])
})
