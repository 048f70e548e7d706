import { defineConnector, UnavailableError } from '@duet/core'
import { expect, test } from 'vitest'
import { smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, type World } from './world.js'

const WORDS = 'Failed to list products: the plan of this account does not include them. Switch items off.'
const withPlans = defineConnector({
  ...smallCrm,
  errors: ({ path, status }) =>
    path === '/products' && status === 403 ? new UnavailableError(WORDS, { status }) : undefined,
})
const withoutPlan = (world: World) =>
  world.crm.faults.add({ when: { path: /\/products/ }, do: { kind: 'status', status: 403 } })

test('an entity the plan does not include is left out in words, and the others go on', async () => {
  await using world = await createWorld({ connector: withPlans })
  world.crm.stores.contacts.insert({ first_name: 'Ada' })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  withoutPlan(world)

  const report = await world.run()
  expect(report).toMatchObject({ status: 'succeeded', error: null, totals: { unavailable: { item: WORDS } } })
  expect(report.totals.failed).toBe(0)
  expect(await world.hubRecords('people')).toHaveLength(1)
  expect((await world.store.cursors.read(world.link.id)).map(({ entity }) => entity)).not.toContain('item')
  const [kept] = await world.store.runs.list(world.link.id, { limit: 1 })
  expect(kept?.totals.unavailable).toEqual({ item: WORDS })

  world.crm.faults.clear()
  expect((await world.run()).totals.unavailable).toEqual({})
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Nail' }, { name: 'Hammer' }])
  expect(await world.hubRecords('items')).toHaveLength(2)
  expectQuiet(await world.run())
})

test('an entity that leaves the plan keeps its cursors, and what changed meanwhile arrives when it is back', async () => {
  await using world = await createWorld({ connector: withPlans })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  await world.run()
  const [nail] = await world.hubRecords('items')
  const cursors = () => world.store.cursors.read(world.link.id)
  const ofItems = (await cursors()).filter(({ entity }) => entity === 'item')
  withoutPlan(world)
  await world.hubUpdate('items', idOf(nail ?? {}), { name: 'Long nail' })
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { unavailable: { item: WORDS } } })
  expect((await cursors()).filter(({ entity }) => entity === 'item')).toEqual(ofItems)
  world.crm.faults.clear()
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Long nail' }])
})

test('a notification about an entity that is left out fails nothing', async () => {
  await using world = await createWorld({ connector: withPlans })
  withoutPlan(world)
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  const hinted = { records: [{ side: 'connec', resource: 'item', ids: [id] }] } as const
  for (let time = 0; time < 2; time += 1) {
    const report = await world.run(hinted)
    expect(report).toMatchObject({ status: 'succeeded', totals: { unavailable: { item: WORDS } } })
    expect(report.totals).toMatchObject({ failed: 0, writesToExternal: 0 })
  }
  world.crm.faults.clear()
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Hammer' }])
})

test('a create whose answer was lost before the plan ended is still one record afterwards', async () => {
  await using world = await createWorld({ connector: withPlans })
  await world.run()
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
  await world.run()
  withoutPlan(world)
  world.pass(60 * 60_000)
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { unavailable: { item: WORDS } } })
  world.crm.faults.clear()
  await world.run()
  expect(world.crm.stores.products.count()).toBe(1)
})

test('a list that fails for any other reason fails the run (A19)', async () => {
  await using world = await createWorld({ connector: withPlans })
  world.crm.faults.add({ when: { path: /\/products/ }, do: { kind: 'status', status: 500 } })
  expect(await world.run()).toMatchObject({ status: 'failed', totals: { unavailable: {} } })
})
