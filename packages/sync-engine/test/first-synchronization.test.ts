import { defineConnector, type Entity } from '@duet/core'
import { expect, test } from 'vitest'
import { smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf } from './world.js'

test('the first synchronization merges duplicates at the hub and creates the rest on both sides', async () => {
  await using world = await createWorld()
  const { crm } = world
  const ada = await world.hubCreate('people', {
    first_name: 'Ada',
    last_name: 'Green',
    email: { address: 'ada@example.com' },
    job_title: 'CFO',
  })
  await world.hubCreate('people', { first_name: 'Grace', last_name: 'Hill' })
  crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', email: 'ada@example.com', phone: '1' })
  crm.stores.contacts.insert({ first_name: 'Alan', last_name: 'Field' })

  const report = await world.run()

  expect(report).toMatchObject({ status: 'succeeded', error: null })
  expect(await world.hubRecords('people')).toHaveLength(3)
  expect(crm.stores.contacts.count()).toBe(3)
  const merged = await world.hubRecord('people', ada)
  expect(ourIdsOf(merged)).toEqual(['1'])
  expect(merged).toMatchObject({ phone_work: { landline: '1' } })
  expect(crm.stores.contacts.get(1)).toMatchObject({ title: 'CFO' })
})

test('the first synchronization shares what was changed before it began, on both sides (A26)', async () => {
  await using world = await createWorld({ historyLimit: Date.parse('2026-03-02T08:00:00Z') })
  world.pass(60_000)
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  world.pass(60 * 60_000)
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(2)
  expect(world.crm.stores.products.count()).toBe(2)
  expectQuiet(await world.run())
})

/** The small CRM, its pages never larger than two, whatever is asked. */
const twoAPage = defineConnector({
  ...smallCrm,
  entities: smallCrm.entities.map(
    (entity): Entity => ({
      ...entity,
      mappers: entity.mappers.map((mapper) => ({
        ...mapper,
        external: {
          ...mapper.external,
          list: (http, { since }) => mapper.external.list(http, { pageSize: 2, ...(since && { since }) }),
        },
      })),
    }),
  ),
})

test('the first synchronization ends where the API says, not at a page shorter than asked for (B5)', async () => {
  await using world = await createWorld({ connector: twoAPage })
  for (let number = 1; number <= 5; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  await world.run({ settings: { firstPageSize: 4 } })
  expect(await world.hubRecords('items')).toHaveLength(5)
})

test('the second run writes nothing', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1', prices: [{ amount: 20, currency: 'GBP' }] })
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.hubCreate('organizations', { name: 'Northwind' })
  expect((await world.run()).status).toBe('succeeded')
  expectQuiet(await world.run())
  expectQuiet(await world.run({ options: { full: true } }))
})

test('what the hub knew more after a merge is brought to the application', async () => {
  await using world = await createWorld()
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1', description: 'Small hammer' })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  const { totals } = await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ description: 'Small hammer' })
  expect(totals.writesToExternal).toBe(2)
  expectQuiet(await world.run())
})

test('records of one run that share a match key do not become one', async () => {
  await using world = await createWorld()
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.crm.stores.products.insert({ name: 'Other hammer', sku: 'H1' })
  expect((await world.run()).status).toBe('succeeded')
  expect(await world.hubRecords('items')).toHaveLength(2)
  expectQuiet(await world.run())
})

test('what the application fills in by itself reaches the hub with the new id', async () => {
  await using world = await createWorld()
  world.crm.complete = (fields) => ({ source: 'Web', ...fields })
  const ada = await world.hubCreate('people', { first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const record = await world.hubRecord('people', ada)
  expect(record).toMatchObject({ lead_source: 'Web' })
  expect(ourIdsOf(record)).toEqual(['1'])
  expectQuiet(await world.run())
})

test('the company is one record on each side and obeys the same rules (B18)', async () => {
  await using world = await createWorld()
  world.crm.stores.account.insert({ name: 'Acme', currency: 'GBP' })
  await world.run()
  const [company] = await world.hubRecords('company')
  expect(company).toMatchObject({ name: 'Acme', currency: 'GBP' })
  expectQuiet(await world.run())
  await world.hubUpdate('company', idOf(company ?? {}), { name: 'Acme Ltd' })
  await world.run()
  expect(world.crm.stores.account.all()).toMatchObject([{ name: 'Acme Ltd', currency: 'GBP' }])
  expectQuiet(await world.run())
})

test('a record edited on both sides while the first synchronization was interrupted is a conflict, not overwritten', async () => {
  await using world = await createWorld({ entities: { item: { toConnec: true, toExternal: true } } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  world.crm.faults.add({ when: { method: 'GET' }, after: 1, do: { kind: 'status', status: 503 } })
  expect(await world.run({ settings: { firstPageSize: 1 } })).toMatchObject({ status: 'failed' })
  world.crm.faults.clear()
  const [hammer] = await world.hubRecords('items')
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.pass(60_000)
  await world.hubUpdate('items', idOf(hammer ?? {}), { name: 'Hub hammer' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hub hammer' })
  const { rows } = await world.store.conflicts.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([{ field: 'name', externalValue: 'CRM hammer', winner: 'connec' }])
  expectQuiet(await world.run())
})

test('an edit that won and failed to travel in the first half is not written over in the second', async () => {
  await using world = await createWorld({ entities: { item: { toConnec: true, toExternal: true } } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.hubFaults.add({ when: { method: 'GET' }, do: { kind: 'status', status: 503 } })
  expect(await world.run()).toMatchObject({ status: 'failed' })
  world.hubFaults.clear()
  const [hammer] = await world.hubRecords('items')
  await world.hubUpdate('items', idOf(hammer ?? {}), { name: 'Hub hammer' })
  world.pass(60_000)
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.hubFaults.add({ when: { path: '/batch' }, times: 2, do: { kind: 'refused' } })
  expect(await world.run()).toMatchObject({ status: 'partial' })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'CRM hammer' })
  world.pass(3_600_000)
  await world.run()
  expect(await world.hubRecord('items', idOf(hammer ?? {}))).toMatchObject({ name: 'CRM hammer' })
  expectQuiet(await world.run())
})
