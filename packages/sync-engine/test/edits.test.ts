import { expect, test } from 'vitest'
import { crashingStore } from './crashing-store.js'
import { createWorld, expectQuiet, idOf, type World } from './world.js'

/** One product on both sides, in agreement. */
async function withHammer(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld({ entities: { item: { toConnec: true, toExternal: true } }, ...options })
  world.crm.stores.products.insert({
    name: 'Hammer',
    sku: 'H1',
    description: 'A hammer',
    serial: 'S1',
    part: 'P1',
    prices: [{ amount: 20, currency: 'GBP' }],
  })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  return { world, id: idOf(hammer ?? {}) }
}

const conflictsOf = async ({ store, link }: World) =>
  (await store.conflicts.list(link.id, { limit: 10 })).rows

test('edits of different records on both sides all arrive', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  const nail = await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  world.crm.stores.products.update(2, { name: 'Long nail' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Big hammer', description: 'A hammer' })
  expect(await world.hubRecord('items', nail)).toMatchObject({ name: 'Long nail' })
  expectQuiet(await world.run())
})

test('edits of different fields of one record both survive', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  world.crm.stores.products.update(1, { description: 'Heavy' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ read: 2, applied: 2, writesToConnec: 1, writesToExternal: 1 })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Big hammer', description: 'Heavy' })
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'Big hammer', description: 'Heavy' })
  expect(await conflictsOf(world)).toEqual([])
  expectQuiet(await world.run())
})

test('of two edits of one field the later wins, and the conflict is kept', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.pass(60_000)
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ applied: 1, skipped: { lost_conflict: 1 } })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hub hammer' })
  expect(await conflictsOf(world)).toMatchObject([
    {
      field: 'name',
      base: 'Hammer',
      connecValue: 'Hub hammer',
      externalValue: 'CRM hammer',
      policy: 'newest',
      winner: 'connec',
      state: 'decided',
    },
  ])
  expectQuiet(await world.run())
})

test('edits of one field at nearly the same time: the application wins', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.pass(3_000)
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  await world.run()
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'CRM hammer' })
  expectQuiet(await world.run())
})

test.for([1, 2, 3, 4, 5, 6, 7])(
  'a value that lost is kept when the process dies at its transaction number %i',
  async (dyingAt) => {
    const { world, id } = await withHammer()
    await using _ = world
    world.crm.stores.products.update(1, { name: 'CRM hammer' })
    world.pass(60_000)
    await world.hubUpdate('items', id, { name: 'Hub hammer' })
    await world.start({ store: crashingStore(world.store, dyingAt) }).catch(() => {})
    world.pass(3_600_000)
    await world.run()
    expect(await conflictsOf(world)).toMatchObject([
      { connecValue: 'Hub hammer', externalValue: 'CRM hammer' },
    ])
    expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hub hammer' })
    expectQuiet(await world.run())
  },
)

test('the same edit on both sides is no conflict', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'Big hammer' })
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ unchanged: 2, writesToConnec: 0, writesToExternal: 0 })
  expect(await conflictsOf(world)).toEqual([])
})

test('a loser keeps the fields it did not lose (A12)', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'CRM hammer', description: 'Heavy' })
  world.pass(60_000)
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  await world.run()
  const both = { name: 'Hub hammer', description: 'Heavy' }
  expect(world.crm.stores.products.get(1)).toMatchObject(both)
  expect(await world.hubRecord('items', id)).toMatchObject(both)
  expectQuiet(await world.run())
})

test('a side that cannot be written cannot win (A13)', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  const rows = await world.store.idMaps.byConnecIds(world.link.id, { connec: 'item', external: 'products' }, [
    id,
  ])
  await world.store.idMaps.save(
    rows.map((row) => ({ ...row, optedOut: { toConnec: false, toExternal: true } })),
  )
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.pass(60_000)
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ applied: 1, skipped: { opted_out: 1 } })
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'CRM hammer' })
})

test('a run with preempt lets one side win every conflict', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.pass(60_000)
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  await world.run({ options: { preempt: 'external' } })
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'CRM hammer' })
  expect(await conflictsOf(world)).toMatchObject([{ policy: 'preempt', winner: 'external' }])
})

test('a conflict left to a person waits, stands through later edits, and ends with the decision', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { part: 'CRM part', description: 'Heavy' })
  await world.hubUpdate('items', id, { part_number: 'Hub part' })
  const first = await world.run()
  expect(first.totals).toMatchObject({ applied: 1, skipped: { open_conflict: 1 } })
  expect(await world.hubRecord('items', id)).toMatchObject({ part_number: 'Hub part', description: 'Heavy' })
  expect(world.crm.stores.products.get(1)).toMatchObject({ part: 'CRM part' })
  const [conflict] = await conflictsOf(world)
  expect(conflict).toMatchObject({ field: 'part_number', base: 'P1', state: 'open', winner: null })

  world.crm.stores.products.update(1, { part: 'Newer CRM part' })
  await world.run()
  expect(await world.hubRecord('items', id)).toMatchObject({ part_number: 'Hub part' })
  expect(await conflictsOf(world)).toHaveLength(1)

  await world.store.conflicts.resolve(conflict?.id ?? '', 'connec')
  await world.run({ records: [{ side: 'external', resource: 'products', ids: ['1'] }] })
  expect(world.crm.stores.products.get(1)).toMatchObject({ part: 'Hub part' })
  expectQuiet(await world.run())
})

test('blanks never overwrite, unless the row says that emptying travels', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { name: '', description: null, serial: '' })
  await world.run()
  const hammer = await world.hubRecord('items', id)
  expect(hammer).toMatchObject({ name: 'Hammer', description: 'A hammer' })
  expect(hammer.serial_number ?? '').toBe('')
  await world.hubUpdate('items', id, { name: '', description: '' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: '', description: null })
  expectQuiet(await world.run())
})

test('a default stands in for a blank in a new record and never replaces a value', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  await world.hubUpdate('items', id, { description: '' })
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ description: 'A hammer' })
  expect(world.crm.stores.products.get(2)).toMatchObject({ description: 'This item has no description' })
  expectQuiet(await world.run())
  const nail = (await world.hubRecords('items')).find(({ name }) => name === 'Nail')
  expect(nail?.description ?? '').toBe('')
})

test('a row for creates alone is never updated', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  world.crm.stores.products.update(1, { unit: 'box' })
  await world.run()
  expect((await world.hubRecord('items', id)).unit ?? '').toBe('')
  await world.hubCreate('items', { name: 'Nail', reference: 'N1', unit: 'piece' })
  await world.run()
  expect(world.crm.stores.products.get(2)).toMatchObject({ unit: 'piece' })
})

test('fields that share a list travel together', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  await world.hubUpdate('items', id, { sale_price: { total_amount: 25 } })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ prices: [{ amount: 25, currency: 'GBP' }] })
  expectQuiet(await world.run())
})

test('a record made on both sides between two runs becomes one, and nothing old comes back', async () => {
  const { world } = await withHammer()
  await using _ = world
  await world.hubCreate('items', { name: 'Nail at the hub', reference: 'N1', serial_number: 'S9' })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1', description: 'Long' })
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(2)
  const [, nail] = await world.hubRecords('items')
  expect(nail).toMatchObject({ name: 'Nail', description: 'Long', serial_number: 'S9' })
  expect(world.crm.stores.products.all()[1]).toMatchObject({
    name: 'Nail',
    description: 'Long',
    serial: 'S9',
  })
  expect(world.crm.stores.products.count()).toBe(2)
  expectQuiet(await world.run())
})
