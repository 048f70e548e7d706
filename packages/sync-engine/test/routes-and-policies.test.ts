import { type Connector, defineConnector, defineEntity, notShared, type PlainRecord } from '@duet/core'
import { expect, test } from 'vitest'
import { item, people, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf } from './world.js'

const only = (entity: Parameters<typeof defineEntity>[0]): Connector =>
  defineConnector({ ...smallCrm, entities: [defineEntity(entity)] })
const [productMapper] = item.mappers

test('a lead and a contact with the same id are two people at the hub (A24)', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  world.crm.stores.leads.insert({ first_name: 'Grace', last_name: 'Hill' })
  await world.run()
  const records = await world.hubRecords('people')
  expect(records.map((record) => [record.first_name, ...ourIdsOf(record)])).toEqual([
    ['Ada', '1'],
    ['Grace', 'lead:1'],
  ])
  const grace = records.find(({ first_name }) => first_name === 'Grace') ?? {}
  await world.hubUpdate('people', idOf(grace), { last_name: 'Hopper' })
  await world.run()
  expect(world.crm.stores.leads.get(1)).toMatchObject({ last_name: 'Hopper' })
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ last_name: 'Green' })
  expectQuiet(await world.run())
})

test('a record of the hub goes where its route leads', async () => {
  await using world = await createWorld()
  await world.hubCreate('people', { first_name: 'Grace', is_lead: true })
  await world.hubCreate('people', { first_name: 'Ada' })
  await world.run()
  expect(world.crm.stores.leads.all()).toMatchObject([{ first_name: 'Grace' }])
  expect(world.crm.stores.contacts.all()).toMatchObject([{ first_name: 'Ada' }])
  expectQuiet(await world.run())
})

test('a contact that becomes a company is a new organization; the person is not written to it any more', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [person] = await world.hubRecords('people')
  world.crm.stores.contacts.update(1, { is_company: true, name: 'Green Ltd' })
  await world.run()
  const [organization] = await world.hubRecords('organizations')
  expect(organization).toMatchObject({ name: 'Green Ltd' })
  expect(ourIdsOf(organization ?? {})).toEqual(['1'])
  await world.hubUpdate('people', idOf(person ?? {}), { first_name: 'Adele' })
  expect((await world.run()).totals).toMatchObject({ skipped: { inactive: 1 }, writesToExternal: 0 })
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ first_name: 'Ada', name: 'Green Ltd' })

  world.crm.stores.contacts.update(1, { is_company: false, first_name: 'Ada again' })
  await world.run()
  expect(await world.hubRecord('people', idOf(person ?? {}))).toMatchObject({ first_name: 'Ada again' })
})

test('a direction that is switched off carries nothing, and catches up when it is switched on', async () => {
  const off = { toConnec: true, toExternal: false }
  await using world = await createWorld({ entities: { item: off } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.run()
  const [, hammer] = await world.hubRecords('items')
  await world.hubUpdate('items', idOf(hammer ?? {}), { description: 'Heavy' })
  expectQuiet(await world.run())
  expect(world.crm.stores.products.count()).toBe(1)
  await world.switch({ item: { toConnec: true, toExternal: true } })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ description: 'Heavy' }, { name: 'Nail' }])
  expectQuiet(await world.run())
})

test('only the entities that are switched on, and asked for, are touched, in the first run too (B4)', async () => {
  await using world = await createWorld({
    entities: { item: { toConnec: true, toExternal: true }, company: { toConnec: true, toExternal: true } },
  })
  world.crm.stores.contacts.insert({ first_name: 'Ada' })
  world.crm.stores.products.insert({ name: 'Hammer' })
  const { entities } = await world.run({ options: { only: ['company', 'person_and_organization'] } })
  expect(Object.keys(entities)).toEqual(['company'])
  expect(await world.hubRecords('items')).toHaveLength(0)
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(1)
  expect(await world.hubRecords('people')).toHaveLength(0)
})

test('entities come in the order asked for, but what they refer to comes first (B4)', async () => {
  await using world = await createWorld()
  const orderOf = async (...only: string[]) => {
    const order: string[] = []
    const log = ({ event, entity }: { event: string; entity?: unknown }) => {
      if (event === 'page' && !order.includes(String(entity))) order.push(String(entity))
    }
    world.crm.stores.products.insert({ name: 'Hammer' })
    world.crm.stores.contacts.insert({ first_name: 'Ada' })
    await world.run({ options: { only, full: true }, log })
    return order
  }
  expect(await orderOf('item', 'person_and_organization')).toEqual(['item', 'person_and_organization'])
  expect(await orderOf('person_and_organization', 'item')).toEqual(['person_and_organization', 'item'])
})

test('records created before the history limit are not shared', async () => {
  await using world = await createWorld({
    entities: { item: { toConnec: true, toExternal: true } },
    historyLimit: Date.parse('2026-03-02T09:00:00Z'),
  })
  world.crm.stores.products.insert({ name: 'Old', sku: 'O1' })
  await world.hubCreate('items', { name: 'Old too', reference: 'O2' })
  world.pass(2 * 3_600_000)
  world.crm.stores.products.insert({ name: 'New', sku: 'N1' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ applied: 1, skipped: { before_history_limit: 2 } })
  expect((await world.run({ options: { full: true } })).totals).toMatchObject({
    skipped: { before_history_limit: 2 },
    writesToConnec: 0,
  })
})

test("with push: 'create' only new records travel", async () => {
  if (productMapper === undefined) throw new Error('no mapper')
  await using world = await createWorld({
    connector: only({ mapper: productMapper, push: { external: 'create' } }),
  })
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  expect((await world.run()).totals).toMatchObject({ skipped: { update_off: 1 }, writesToExternal: 0 })
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  await world.run()
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'CRM hammer' })
})

test('with push: false nothing travels', async () => {
  if (productMapper === undefined) throw new Error('no mapper')
  await using world = await createWorld({
    connector: only({ mapper: productMapper, push: { external: false } }),
  })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  expect((await world.run()).totals).toMatchObject({ skipped: { push_off: 1 }, writesToExternal: 0 })
})

test('records that a filter does not want are not shared, not even when notified', async () => {
  if (productMapper === undefined) throw new Error('no mapper')
  const filter = { query: "unit eq 'box'", accepts: (record: PlainRecord) => record.unit === 'box' }
  await using world = await createWorld({ connector: only({ mapper: productMapper, filter }) })
  await world.hubCreate('items', { name: 'Box', reference: 'B1', unit: 'box' })
  const other = await world.hubCreate('items', { name: 'Piece', reference: 'P1', unit: 'piece' })
  await world.run()
  const { totals } = await world.run({ records: [{ side: 'connec', resource: 'item', ids: [other] }] })
  expect(totals).toMatchObject({ skipped: { filtered: 1 } })
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Box' }])
})

test('a record of the hub that already has our id is paired, not created again', async () => {
  await using world = await createWorld({ entities: { item: { toConnec: false, toExternal: true } } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1', description: 'Heavy' })
  const ids = [{ id: '1', provider: 'small-crm', realm: '9' }]
  await world.hubCreate('items', { id: ids, name: 'Big hammer', reference: 'H1' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer', description: 'Heavy' }])
  expectQuiet(await world.run())
})

test('a record whose route leads nowhere says why, in the words of the connector', async () => {
  const entity = {
    ...people,
    toExternal: { ...people.toExternal, person: () => notShared('Suppliers stay in Connec!.') },
  }
  await using world = await createWorld({ connector: defineConnector({ ...smallCrm, entities: [entity] }) })
  const id = await world.hubCreate('people', { first_name: 'Ada', last_name: 'Green' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ read: 1, skipped: { not_shared: 1 } })
  expect(await world.store.traces.of(world.link.id, id, 5)).toMatchObject([
    { side: 'connec', outcome: 'skipped', reason: 'not_shared', detail: 'Suppliers stay in Connec!.' },
  ])
})

test('each record says what was decided about it, and why', async () => {
  await using world = await createWorld({ connector: defineConnector({ ...smallCrm, entities: [people] }) })
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const traces = await world.store.traces.of(world.link.id, '1', 5)
  expect(traces).toMatchObject([
    { outcome: 'applied', reason: 'create', detail: 'Created in Connec!.', externalId: '1' },
  ])
  expect(traces[0]?.connecId).toBe(idOf((await world.hubRecords('people'))[0] ?? {}))
})
