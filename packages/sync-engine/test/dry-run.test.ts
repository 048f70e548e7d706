import type { PlannedRecord } from '@duet/store'
import { expect, test } from 'vitest'
import { createWorld, expectQuiet, idOf, type World } from './world.js'

const itemsOnly = { item: { toConnec: true, toExternal: true } }

const rowsOf = async ({ store }: World, planId: string): Promise<PlannedRecord[]> =>
  (await store.plans.records.list(planId, { limit: 100 })).rows

/** Three products on both sides, in agreement. */
async function withProducts() {
  const world = await createWorld({ entities: itemsOnly })
  for (const name of ['Hammer', 'Nail', 'Saw'])
    world.crm.stores.products.insert({ name, sku: name[0], description: `A ${name}`, part: 'P' })
  await world.run()
  const ids = new Map((await world.hubRecords('items')).map((item) => [String(item.name), idOf(item)]))
  return { world, idOfItem: (name: string) => ids.get(name) ?? '' }
}

test('a plan shows what would change on both sides, field by field, and writes nothing', async () => {
  const { world, idOfItem } = await withProducts()
  await using _ = world
  await world.hubUpdate('items', idOfItem('Hammer'), { name: 'Big hammer' })
  world.crm.stores.products.update(2, { description: 'Long nails' })
  world.crm.stores.products.insert({ name: 'Drill', sku: 'D' })
  const plan = await world.plan()
  expect(plan).toMatchObject({ state: 'ready', error: null, notes: [] })
  expect(plan.counts).toEqual(
    expect.arrayContaining([
      { entity: 'item', side: 'connec', outcome: 'update', reason: '', count: 1 },
      { entity: 'item', side: 'external', outcome: 'update', reason: '', count: 1 },
      { entity: 'item', side: 'external', outcome: 'create', reason: '', count: 1 },
    ]),
  )
  const rows = await rowsOf(world, plan.id)
  expect(Object.fromEntries(rows.map((row) => [row.label, row]))).toMatchObject({
    Nail: {
      kind: 'update',
      side: 'external',
      externalId: '2',
      connecId: idOfItem('Nail'),
      changes: [{ field: 'description', before: 'A Nail', after: 'Long nails' }],
    },
    Drill: { kind: 'create', side: 'external', recordId: '4', connecId: null },
    'Big hammer': {
      kind: 'update',
      side: 'connec',
      changes: [{ field: 'name', before: 'Hammer', after: 'Big hammer' }],
    },
  })
  expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(3)
  const { totals } = await world.run()
  expect(totals).toMatchObject({ writesToConnec: 2, writesToExternal: 1 })
  expectQuiet(await world.run())
})

test('a plan names what is skipped, by reason, and conflicts with both values', async () => {
  const { world, idOfItem } = await withProducts()
  await using _ = world
  world.crm.stores.products.update(1, { name: 'CRM hammer', part: 'Q' })
  world.pass(60_000)
  await world.hubUpdate('items', idOfItem('Hammer'), { name: 'Hub hammer', part_number: 'R' })
  world.crm.stores.products.update(3, { active: false })
  const plan = await world.plan({ full: true })
  expect(plan.counts).toEqual(
    expect.arrayContaining([
      { entity: 'item', side: 'external', outcome: 'skipped', reason: 'lost_conflict', count: 1 },
      { entity: 'item', side: 'external', outcome: 'skipped', reason: 'inactive', count: 1 },
      { entity: 'item', side: 'external', outcome: 'unchanged', reason: '', count: 1 },
      { entity: 'item', side: 'external', outcome: 'inactivate', reason: '', count: 1 },
      { entity: 'item', side: 'connec', outcome: 'conflict', reason: 'connec', count: 1 },
      { entity: 'item', side: 'connec', outcome: 'conflict', reason: 'open', count: 1 },
    ]),
  )
  const rows = await rowsOf(world, plan.id)
  const conflict = rows.find(({ kind }) => kind === 'conflict')
  expect(conflict?.reason).toContain('Connec! has "Hub hammer", the application "CRM hammer"; Connec! wins.')
  expect(rows.find(({ side, kind }) => side === 'connec' && kind === 'update')).toMatchObject({
    changes: [{ field: 'name', before: 'CRM hammer', after: 'Hub hammer' }],
  })
  expect(rows.find(({ kind }) => kind === 'inactivate')).toMatchObject({ label: 'Saw' })
})

test('a plan that is applied plans again what changed since, and says which records differ', async () => {
  const { world, idOfItem } = await withProducts()
  await using _ = world
  await world.hubUpdate('items', idOfItem('Hammer'), { name: 'Big hammer' })
  world.crm.stores.products.update(2, { description: 'Long nails' })
  world.crm.stores.products.update(3, { name: 'Fine saw' })
  const plan = await world.plan()
  world.crm.stores.products.update(2, { description: 'Short nails' })
  world.crm.stores.products.update(3, { name: 'Saw' })
  world.crm.stores.products.insert({ name: 'Drill', sku: 'D' })
  const report = await world.run({ options: { plan: plan.id } })
  expect(report.plan).toEqual({ planId: plan.id, as_shown: 1, changed: 1, added: 1, gone: 1 })
  const rows = await rowsOf(world, plan.id)
  const states = Object.fromEntries(rows.map(({ label, state }) => [label, state]))
  expect(states).toEqual({ 'Big hammer': 'as_shown', Nail: 'changed', 'Fine saw': 'gone', Drill: 'added' })
  expect(rows.find(({ label }) => label === 'Nail')?.changes[0]?.after).toBe('Short nails')
  expect(await world.hubRecord('items', idOfItem('Nail'))).toMatchObject({ description: 'Short nails' })
  expect(await world.store.plans.byId(plan.id)).toMatchObject({ state: 'applied', runId: report.runId })
  expectQuiet(await world.run())
})

test('records that refer to others of the plan are planned with them, also across pages', async () => {
  await using world = await createWorld({
    entities: { person_and_organization: { toConnec: true, toExternal: true } },
  })
  for (let number = 0; number < 3; number += 1)
    world.crm.stores.contacts.insert({ first_name: `P${number}`, last_name: 'Green', employer_id: 4 })
  world.crm.stores.contacts.insert({ is_company: true, name: 'Northwind' })
  world.crm.stores.contacts.insert({ first_name: 'Lost', last_name: 'Soul', employer_id: 77 })
  const plan = await world.plan()
  expect(plan.notes[0]).toContain('first synchronization of person and organization')
  const entity = 'person_and_organization'
  expect(plan.counts).toEqual(
    expect.arrayContaining([
      { entity, side: 'external', outcome: 'create', reason: '', count: 4 },
      { entity, side: 'external', outcome: 'parked', reason: 'missing_reference', count: 1 },
    ]),
  )
  const report = await world.run({ options: { plan: plan.id } })
  expect(report.totals).toMatchObject({ writesToConnec: 4, parked: 1 })
  expect(report.plan).toMatchObject({ as_shown: 5, changed: 0, added: 0, gone: 0 })
})

test('a plan keeps to the entities asked for, and fails in words when a side cannot be read', async () => {
  await using world = await createWorld()
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H' })
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  const plan = await world.plan({ only: ['item'] })
  expect(new Set(plan.counts.map(({ entity }) => entity))).toEqual(new Set(['item']))
  world.crm.faults.add({ do: { kind: 'status', status: 500 } })
  const failed = await world.plan()
  expect(failed.state).toBe('failed')
  expect(failed.error).toMatch(/^Failed to read /)
})

test('another history limit is planned without being set: what would be shared in addition, and what no longer', async () => {
  const start = Date.parse('2026-03-02T08:00:00Z')
  await using world = await createWorld({ entities: itemsOnly, historyLimit: start + 90_000 })
  world.crm.stores.products.insert({ name: 'Old', sku: 'O' })
  world.pass(120_000)
  world.crm.stores.products.insert({ name: 'New', sku: 'N' })
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(1)
  const earlier = await world.plan({ full: true, historyLimit: null })
  const history = { entity: 'item', side: 'external', outcome: 'history' }
  expect(earlier.counts).toContainEqual({ ...history, reason: 'added', count: 1 })
  const later = await world.plan({ full: true, historyLimit: start + 600_000 })
  expect(later.counts).toContainEqual({ ...history, reason: 'left', count: 1 })
  expect(await world.store.links.byId(world.link.id)).toMatchObject({ historyLimit: start + 90_000 })
})

test('a plan that is discarded while it is made is not made further', async () => {
  const { world } = await withProducts()
  await using _ = world
  const dropped = await world.plan({ full: true }, ({ id }) => world.store.plans.remove(id))
  expect(dropped).toMatchObject({ state: 'planning', counts: [] })
  expect(await world.store.plans.byId(dropped.id)).toBeUndefined()
})
