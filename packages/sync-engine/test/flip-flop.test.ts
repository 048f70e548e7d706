import { expect, test } from 'vitest'
import { createWorld, expectQuiet, idOf, type World } from './world.js'

async function withHammer() {
  const world = await createWorld({ entities: { item: { toConnec: true, toExternal: true } } })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1', description: 'A hammer' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  return { world, id: idOf(hammer ?? {}) }
}

const openOf = async ({ store, link }: World) =>
  (await store.conflicts.list(link.id, { state: 'open', limit: 10 })).rows

const rename = async ({ world, id }: { world: World; id: string }, number: number, name: string) => {
  if (number % 2 === 0) world.crm.stores.products.update(1, { name })
  else await world.hubUpdate('items', id, { name })
}

test('a field that goes back and forth is left alone; the rest of the record still travels; a decision releases it', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  for (const [number, name] of ['Mallet', 'Hammer', 'Mallet'].entries()) {
    await rename({ world, id }, number, name)
    expect((await world.run()).totals.applied).toBe(1)
  }
  await rename({ world, id }, 3, 'Hammer')
  const quarantined = await world.run()
  expect(quarantined).toMatchObject({
    status: 'succeeded',
    totals: { applied: 0, skipped: { quarantined: 1 } },
  })
  const [conflict, ...others] = await openOf(world)
  expect(others).toEqual([])
  expect(conflict).toMatchObject({
    field: 'name',
    policy: 'flip_flop',
    base: 'Mallet',
    connecValue: 'Hammer',
    externalValue: 'Mallet',
    winner: null,
  })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Mallet' })

  await world.hubUpdate('items', id, { name: 'Sledgehammer', description: 'Heavy' })
  expect((await world.run()).totals).toMatchObject({ applied: 1, writesToExternal: 1 })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Mallet', description: 'Heavy' })
  expect(await openOf(world)).toHaveLength(1)

  await world.store.conflicts.resolve(conflict?.id ?? '', 'external')
  await world.run({ records: [{ side: 'external', resource: 'products', ids: ['1'] }] })
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'Mallet', description: 'Heavy' })
  expectQuiet(await world.run())
  await world.hubUpdate('items', id, { name: 'Hammer' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hammer' })
  expectQuiet(await world.run())
})

test('the side that changed a quarantined field wins when a person says so', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  for (const [number, name] of ['Mallet', 'Hammer', 'Mallet', 'Hammer'].entries()) {
    await rename({ world, id }, number, name)
    await world.run()
  }
  const [conflict] = await openOf(world)
  await world.store.conflicts.resolve(conflict?.id ?? '', 'connec')
  await world.run({ records: [{ side: 'connec', resource: 'item', ids: [id] }] })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hammer' })
  expectQuiet(await world.run())
})

test('edits that never come back, or only now and then, are no flip-flop', async () => {
  const { world, id } = await withHammer()
  await using _ = world
  const names = ['A', 'B', 'C', 'A', 'B', 'C', 'A', 'B']
  for (const [number, name] of names.entries()) {
    await rename({ world, id }, number, name)
    expect((await world.run()).totals.applied).toBe(1)
  }
  for (const [number, name] of ['A', 'B', 'A', 'B', 'A'].entries()) {
    world.pass(25 * 3_600_000)
    await rename({ world, id }, number, name)
    expect((await world.run()).totals.applied).toBe(1)
  }
  expect(await openOf(world)).toEqual([])
})
