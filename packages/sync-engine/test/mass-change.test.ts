import { expect, test } from 'vitest'
import { createWorld, expectQuiet, idOf, type World } from './world.js'

const bothWays = { item: { toConnec: true, toExternal: true } }
const toHub = { item: { toConnec: true, toExternal: false } }
const massChange = { overwrite: 0.5, inactivate: 0.2, minimum: 5 }
const settings = { massChange, pageSize: 3 }

async function withProducts(entities = bothWays): Promise<World> {
  const world = await createWorld({ entities })
  for (let number = 1; number <= 10; number += 1)
    world.crm.stores.products.insert({ name: `Part ${number}`, sku: `P${number}`, description: 'Good' })
  await world.run()
  return world
}

const rename = ({ crm }: World, count: number) => {
  for (let id = 1; id <= count; id += 1) crm.stores.products.update(id, { name: `Changed ${id}` })
}
const changedAtHub = async ({ hubRecords }: World) =>
  (await hubRecords('items')).filter(({ name }) => String(name).startsWith('Changed')).length

for (const [title, entities] of [
  ['both ways', bothWays],
  ['one way', toHub],
] as const) {
  test(`a run that would overwrite most records stops before the first, says so, and goes on when told (${title})`, async () => {
    await using world = await withProducts(entities)
    rename(world, 6)
    const stopped = await world.run({ settings })
    expect(stopped).toMatchObject({
      status: 'partial',
      totals: { applied: 0, writesToConnec: 0, skipped: { mass_change: expect.any(Number) } },
    })
    expect(stopped.error).toContain('would have overwritten 6 of 10 records in Connec!')
    expect(stopped.error).toContain('--accept-mass-change')
    expect(await changedAtHub(world)).toBe(0)
    expect(await world.store.held.list(world.link.id)).toMatchObject([
      { entity: 'item', message: stopped.error, runId: stopped.runId },
    ])
    expect((await world.run({ settings })).totals.writesToConnec).toBe(0)

    const plan = await world.plan()
    expect(plan.counts).toContainEqual(expect.objectContaining({ outcome: 'update', count: 6 }))
    const accepted = await world.run({ settings, options: { acceptMassChange: true } })
    expect(accepted).toMatchObject({ status: 'succeeded', error: null, totals: { writesToConnec: 6 } })
    expect(await changedAtHub(world)).toBe(6)
    expect(await world.store.held.list(world.link.id)).toEqual([])
    expectQuiet(await world.run({ settings }))
  })
}

test('fewer changes than the share, or than the minimum, go through', async () => {
  await using world = await withProducts()
  rename(world, 5)
  expect((await world.run({ settings })).totals.writesToConnec).toBe(5)
  rename(world, 0)
  for (let id = 1; id <= 10; id += 1) world.crm.stores.products.update(id, { name: `Again ${id}` })
  const many = { ...settings, massChange: { ...massChange, minimum: 11 } }
  expect((await world.run({ settings: many })).totals.writesToConnec).toBe(10)
})

test('values that are only added to do not count as overwritten', async () => {
  await using world = await withProducts()
  for (let id = 1; id <= 10; id += 1) world.crm.stores.products.update(id, { serial: `S${id}` })
  expect(await world.run({ settings })).toMatchObject({ status: 'succeeded', totals: { writesToConnec: 10 } })
})

test('a run that would end many pairs stops; the other entities go on', async () => {
  await using world = await createWorld()
  for (let number = 1; number <= 10; number += 1)
    world.crm.stores.products.insert({ name: `Part ${number}`, sku: `P${number}` })
  await world.run()
  for (let id = 1; id <= 5; id += 1) world.crm.stores.products.update(id, { active: false })
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  const stopped = await world.run({ settings })
  expect(stopped.error).toContain('ended 5 of 10 pairs, whose records are gone or switched off')
  expect(await world.hubRecords('people')).toHaveLength(1)
  const inactive = await world.store.idMaps.list(world.link.id, { state: 'inactive', limit: 20 })
  expect(inactive.rows).toEqual([])
})

test('edits of both sides count once a pair, by the side they would overwrite', async () => {
  await using world = await withProducts()
  const items = await world.hubRecords('items')
  for (const item of items.slice(0, 4)) await world.hubUpdate('items', idOf(item), { description: 'Bad' })
  rename(world, 4)
  expect(await world.run({ settings })).toMatchObject({
    status: 'succeeded',
    totals: { writesToConnec: 4, writesToExternal: 4 },
  })
})

test('hints about very many records are guarded like a look at everything', async () => {
  await using world = await withProducts()
  rename(world, 8)
  const ids = Array.from({ length: 8 }, (_, at) => String(at + 1))
  const hints = [{ side: 'external' as const, resource: 'products', ids }]
  const stopped = await world.run({ settings, records: hints })
  expect(stopped).toMatchObject({ status: 'partial', totals: { writesToConnec: 0 } })
  const few = [{ side: 'external' as const, resource: 'products', ids: ['1'] }]
  expect((await world.run({ settings, records: few })).totals.writesToConnec).toBe(1)
})
