import { expect, test } from 'vitest'
import { crashingStore } from './crashing-store.js'
import { createWorld, expectQuiet, idOf, ourIdsOf } from './world.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const items = { item: { toConnec: true, toExternal: true } }

test('a push that failed is tried again until it arrives (A2)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'status', status: 422 } })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  const first = await world.run()
  expect(first).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  expect(world.crm.stores.products.count()).toBe(0)
  expect((await world.store.pending.list(world.link.id, { limit: 5 })).rows).toMatchObject([
    { state: 'failed', class: 'validation', attempts: 1, label: 'Hammer' },
  ])
  world.pass(HOUR)
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { applied: 1 } })
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Hammer' }])
  expect(await world.store.pending.counts(world.link.id)).toMatchObject({ failed: 0 })
  expectQuiet(await world.run())
})

test('a push to the hub that failed is tried again until it arrives (A2)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.hubFaults.add({
    when: { method: 'POST', path: '/batch' },
    times: 2,
    do: { kind: 'status', status: 500 },
  })
  expect(await world.run()).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  world.pass(HOUR)
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(1)
  expectQuiet(await world.run())
})

test('one bad record costs itself alone (B2)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.crm.stores.products.insert({ name: ['not', 'a', 'name'], sku: 'H2' })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  await world.hubCreate('items', { name: 'refused', reference: 'R1' })
  await world.hubCreate('items', { name: 'Saw', reference: 'S1' })
  const report = await world.run()
  expect(report).toMatchObject({ status: 'partial', totals: { failed: 2 } })
  expect(world.crm.stores.products.count()).toBe(4)
  expect(await world.hubRecords('items')).toHaveLength(4)
  const { rows } = await world.store.pending.list(world.link.id, { limit: 5 })
  expect(rows.map(({ side, class: why, field }) => ({ side, why, field }))).toEqual([
    { side: 'external', why: 'validation', field: 'name' },
    { side: 'connec', why: 'validation', field: null },
  ])
})

test('a record that keeps failing waits for a person, and a corrected one goes at once', async () => {
  await using world = await createWorld({ entities: items })
  const id = await world.hubCreate('items', { name: 'refused', reference: 'R1' })
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await world.run()
    world.pass(24 * HOUR)
  }
  const { rows } = await world.store.pending.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([{ state: 'dead', attempts: 5 }])
  expectQuiet(await world.run())
  await world.hubUpdate('items', id, { name: 'Rasp' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Rasp' }])
  expect((await world.store.pending.list(world.link.id, { limit: 5 })).rows).toEqual([])
})

test('a batch that is answered in part fails only what has no answer (B10)', async () => {
  await using world = await createWorld({ entities: items })
  for (const sku of ['A', 'B', 'C']) world.crm.stores.products.insert({ name: sku, sku })
  const answer = {
    status: 201,
    body: { items: { id: [{ id: 'c-1', provider: 'connec', realm: 'org-test' }] } },
  }
  world.hubFaults.add({
    when: { method: 'POST', path: '/batch' },
    times: 1,
    do: { kind: 'status', status: 200, body: { results: [answer] } },
  })
  const report = await world.run()
  expect(report).toMatchObject({ status: 'partial', totals: { applied: 1, failed: 2 } })
  world.pass(HOUR)
  await world.run()
  expect((await world.hubRecords('items')).map(({ name }) => name)).toEqual(['B', 'C'])
})

test('a read that fails fails the run; nothing is missed by the next one (A19)', async () => {
  await using world = await createWorld({ entities: items })
  for (let number = 1; number <= 5; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  await world.run()
  for (let number = 1; number <= 5; number += 1)
    world.crm.stores.products.update(number, { name: `Changed ${number}` })
  const before = await world.store.cursors.read(world.link.id)
  world.crm.faults.add({
    when: { path: /products\?.*offset=2/ },
    times: 2,
    do: { kind: 'status', status: 503 },
  })
  const failed = await world.run({ settings: { pageSize: 2 } })
  expect(failed).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('Failed to read products'),
  })
  expect(await world.store.cursors.read(world.link.id)).toEqual(before)
  expect((await world.run({ settings: { pageSize: 2 } })).status).toBe('succeeded')
  const names = (await world.hubRecords('items')).map(({ name }) => name)
  expect(names.toSorted()).toEqual([1, 2, 3, 4, 5].map((number) => `Changed ${number}`))
})

test('an entity whose read fails does not stop the others; the run fails all the same (B2)', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Byron' })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  world.crm.faults.add({ when: { path: /\/contacts/ }, do: { kind: 'status', status: 503 } })
  const report = await world.run()
  expect(report).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('Failed to read contacts'),
    totals: { applied: 3, failed: 0 },
  })
  expect(await world.hubRecords('items')).toHaveLength(2)
  expect(world.crm.stores.products.count()).toBe(2)
  const read = (await world.store.cursors.read(world.link.id)).map(({ entity }) => entity)
  expect(new Set(read)).toEqual(new Set(['item', 'company']))
  world.crm.faults.clear()
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { applied: 1 } })
  expect(await world.hubRecords('people')).toHaveLength(1)
  expectQuiet(await world.run())
})

test('a refused access stops the run at once, not entity by entity', async () => {
  await using world = await createWorld()
  world.crm.faults.add({ do: { kind: 'status', status: 401 } })
  const report = await world.run()
  expect(report.error?.match(/Failed to read/g)).toHaveLength(1)
})

test('an outage of the application is never an empty page (A19)', async () => {
  await using world = await createWorld({ entities: items })
  await world.run()
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.crm.faults.down()
  expect((await world.run()).status).toBe('failed')
  world.crm.faults.down(false)
  expect((await world.run()).status).toBe('succeeded')
  expect(await world.hubRecords('items')).toHaveLength(1)
})

test('a record that changes while it is being read is read again (A1)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  let isChanged = false
  const log = ({ event, side }: { event: string; [key: string]: unknown }) => {
    if (event !== 'page' || side !== 'external' || isChanged) return
    isChanged = true
    world.pass(5 * MINUTE)
    world.crm.stores.products.update(1, { name: 'Changed behind the page' })
    world.pass(5 * MINUTE)
    world.crm.stores.products.update(2, { name: 'Changed before the page' })
  }
  await world.start({ settings: { firstPageSize: 1 }, log })
  await world.run()
  const names = (await world.hubRecords('items')).map(({ name }) => name)
  expect(names).toEqual(['Changed behind the page', 'Changed before the page'])
})

test('an id the hub was not told is told in the next run, and there is no duplicate (A4)', async () => {
  await using world = await createWorld({ entities: items })
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.hubFaults.add({ when: { method: 'POST', path: '/batch' }, do: { kind: 'refused' } })
  await world.run()
  world.hubFaults.clear()
  expect(world.crm.stores.products.count()).toBe(1)
  expect(ourIdsOf(await world.hubRecord('items', id))).toEqual([])
  world.crm.stores.products.update(1, { name: 'Big hammer' })
  await world.run()
  expect(ourIdsOf(await world.hubRecord('items', id))).toEqual(['1'])
  expect(await world.hubRecords('items')).toMatchObject([{ name: 'Big hammer' }])
  expectQuiet(await world.run())
})

test('a create that is answered without an id is looked for, not repeated (A5)', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.answerWrite = () => ({})
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  expect(await world.run()).toMatchObject({ status: 'partial', totals: { failed: 1 } })
  world.crm.answerWrite = (record) => record
  world.pass(HOUR)
  await world.run()
  expect(world.crm.stores.products.count()).toBe(1)
  const [hammer] = await world.hubRecords('items')
  expect(ourIdsOf(hammer ?? {})).toEqual(['1'])
  expectQuiet(await world.run())
})

for (const [name, skew] of [
  ['', 0],
  [', the application ten minutes behind', -600_000],
  [', the application ten minutes ahead', 600_000],
] as const) {
  test(`a create whose answer was lost is found and adopted${name} (A5)`, async () => {
    await using world = await createWorld({ entities: items, skew: { crm: skew } })
    world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
    await world.run()
    const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
    world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
    expect(await world.run()).toMatchObject({ status: 'partial' })
    world.pass(HOUR)
    await world.run()
    expect(world.crm.stores.products.count()).toBe(2)
    expect(ourIdsOf(await world.hubRecord('items', id))).toEqual(['2'])
    expectQuiet(await world.run())
  })
}

test('a create whose answer was lost is found in a list that holds a record twice (A5)', async () => {
  await using world = await createWorld({ entities: items })
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
  await world.run()
  world.crm.stores.products.insert({ name: 'Nail', sku: 'N1' })
  world.crm.listing.repeats = 1
  world.pass(HOUR)
  await world.run({ settings: { pageSize: 1 } })
  expect(world.crm.stores.products.count()).toBe(2)
  expect(ourIdsOf(await world.hubRecord('items', id))).toEqual(['1'])
  expectQuiet(await world.run())
})

test('a create that was never made is made once', async () => {
  await using world = await createWorld({ entities: items })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'status', status: 500 } })
  await world.run()
  world.pass(HOUR)
  await world.run()
  expect(world.crm.stores.products.count()).toBe(1)
})

test('of two records that may be a lost create none is chosen, and no third is made (A5)', async () => {
  await using world = await createWorld({ entities: { item: { toConnec: false, toExternal: true } } })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
  await world.run()
  world.crm.stores.products.insert({
    name: 'Hammer',
    sku: 'H1',
    description: 'This item has no description',
  })
  world.pass(HOUR)
  await world.run()
  await world.run({ options: { full: true } })
  expect(world.crm.stores.products.count()).toBe(2)
  expect((await world.store.pending.list(world.link.id, { limit: 5 })).rows).toMatchObject([
    { state: 'dead', class: 'ambiguous' },
  ])
})

test('a record that was renamed between two attempts is created once (A6)', async () => {
  await using world = await createWorld({ entities: items })
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'status', status: 422 } })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer' }])
  expectQuiet(await world.run())
})

test('too many requests suspend the run, and the next one goes on', async () => {
  await using world = await createWorld({ entities: items })
  for (let number = 1; number <= 5; number += 1)
    await world.hubCreate('items', { name: `Item ${number}`, reference: `I${number}` })
  world.crm.faults.add({
    when: { method: 'POST' },
    after: 2,
    do: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } },
  })
  const report = await world.run({ settings: { concurrency: 1 } })
  expect(report).toMatchObject({ status: 'suspended', totals: { applied: 2, failed: 0 } })
  world.crm.faults.clear()
  expect((await world.run()).status).toBe('succeeded')
  expect(world.crm.stores.products.count()).toBe(5)
  expectQuiet(await world.run())
})

test('a refused access fails the run in words', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.faults.add({ do: { kind: 'status', status: 401 } })
  expect(await world.run()).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('Failed to read'),
  })
})

test('writes that fail three times in a row end the run', async () => {
  await using world = await createWorld({ entities: items })
  for (let number = 1; number <= 8; number += 1)
    await world.hubCreate('items', { name: `Item ${number}`, reference: `I${number}` })
  world.crm.faults.add({ when: { method: 'POST' }, do: { kind: 'status', status: 503 } })
  const report = await world.run({ settings: { concurrency: 1 } })
  expect(report).toMatchObject({ status: 'failed', totals: { failed: 3 } })
  world.crm.faults.clear()
  world.pass(HOUR)
  await world.run()
  expect(world.crm.stores.products.count()).toBe(8)
  expectQuiet(await world.run())
})

test('an entity that cannot be written does not stop the others (B2)', async () => {
  await using world = await createWorld()
  for (let number = 1; number <= 8; number += 1) await world.hubCreate('people', { first_name: `P${number}` })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  const when = { method: 'POST', path: /\/contacts/ }
  world.crm.faults.add({ when, do: { kind: 'status', status: 503 } })
  const report = await world.run({ settings: { concurrency: 1 } })
  expect(report).toMatchObject({ status: 'failed', totals: { failed: 3 } })
  expect(world.crm.stores.products.count()).toBe(1)
})

test('a stop ends the run after the page in hand, and the next one goes on', async () => {
  await using world = await createWorld({ entities: items })
  for (let number = 1; number <= 4; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  const stop = new AbortController()
  const report = await world.start({
    signal: stop.signal,
    settings: { firstPageSize: 2, workingSet: 2 },
    log: ({ event }) => {
      if (event === 'page') stop.abort()
    },
  })
  expect(report).toMatchObject({ status: 'failed', error: expect.stringContaining('stopped') })
  expect(await world.hubRecords('items')).toHaveLength(2)
  await world.run()
  expect(await world.hubRecords('items')).toHaveLength(4)
  expectQuiet(await world.run())
})

for (const step of ['before the create is committed', 'while ids are told'] as const) {
  test(`a crash ${step} leaves no duplicate`, async () => {
    await using world = await createWorld({ entities: items })
    await world.run()
    await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
    const crashing = crashingStore(world.store, step === 'while ids are told' ? 5 : 3)
    await world.start({ store: crashing })
    expect(world.crm.stores.products.count()).toBe(1)
    world.pass(HOUR)
    await world.run()
    await world.run()
    expect(world.crm.stores.products.count()).toBe(1)
    const records = await world.hubRecords('items')
    expect(records.map((record) => ourIdsOf(record))).toEqual([['1']])
    expectQuiet(await world.run())
  })
}

test.for([1, 2, 3, 4])(
  'an edit at the hub survives when the process dies at its transaction number %i of creating the record there',
  async (dyingAt) => {
    await using world = await createWorld({ entities: items })
    world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
    await world.start({ store: crashingStore(world.store, dyingAt) }).catch(() => {})
    const [hammer] = await world.hubRecords('items')
    world.pass(HOUR)
    if (hammer) await world.hubUpdate('items', idOf(hammer), { name: 'Big hammer' })
    await world.run()
    await world.run()
    const name = hammer ? 'Big hammer' : 'Hammer'
    expect(await world.hubRecords('items')).toMatchObject([{ name }])
    expect(world.crm.stores.products.all()).toMatchObject([{ name }])
    expectQuiet(await world.run())
  },
)

test('a record that is deleted in the application becomes inactive and is not created again', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  const id = idOf(hammer ?? {})
  world.crm.stores.products.delete(1)
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { skipped: { inactive: 1 } } })
  await world.hubUpdate('items', id, { name: 'Bigger hammer' })
  expect(await world.run()).toMatchObject({ totals: { skipped: { inactive: 1 }, writesToExternal: 0 } })
  expect(world.crm.stores.products.count()).toBe(0)
})

test('a record that is archived at the hub changes nothing in the application', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  await world.hubUpdate('items', idOf(hammer ?? {}), { status: 'ARCHIVED', name: 'Old hammer' })
  expect((await world.run()).totals).toMatchObject({ skipped: { archived: 1 }, writesToExternal: 0 })
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hammer' })
})

test('a record that is switched off in the application is left alone, even by newer edits', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  const id = idOf(hammer ?? {})
  world.crm.stores.products.update(1, { active: false })
  world.pass(MINUTE)
  await world.hubUpdate('items', id, { name: 'Big hammer' })
  expect((await world.run()).totals).toMatchObject({ skipped: { inactive: 2 }, writesToExternal: 0 })
  world.crm.stores.products.update(1, { active: true, description: 'Back' })
  await world.run()
  expect(await world.hubRecord('items', id)).toMatchObject({ description: 'Back' })
})

test('an edit at the hub of a record that was switched off arrives once it is switched on again', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  world.crm.stores.products.update(1, { active: false })
  await world.run()
  await world.hubUpdate('items', idOf(hammer ?? {}), { name: 'Big hammer' })
  await world.run()
  await world.hubCreate('items', { name: 'Nail', reference: 'N1' })
  await world.run()
  world.crm.stores.products.update(1, { active: true })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Big hammer' })
  expectQuiet(await world.run({ options: { full: true } }))
})

test('a record that reached the hub without our knowing is paired with its twin there', async () => {
  await using world = await createWorld({ entities: items })
  await world.run()
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.hubFaults.add({ when: { path: '/batch' }, times: 2, do: { kind: 'lost-answer' } })
  expect(await world.run()).toMatchObject({ status: 'partial' })
  world.pass(HOUR)
  const [hammer] = await world.hubRecords('items')
  await world.hubUpdate('items', idOf(hammer ?? {}), { name: 'Big hammer' })
  expect((await world.run()).status).toBe('succeeded')
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer' }])
  expectQuiet(await world.run())
})

test('a lost create that was edited since is found by what the hub would match, and the edit arrives', async () => {
  await using world = await createWorld({ entities: items })
  await world.run()
  const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
  world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
  await world.run()
  world.crm.stores.products.update(1, { name: 'Big hammer' })
  world.pass(HOUR)
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer' }])
  expect(await world.hubRecord('items', id)).toMatchObject({ name: 'Big hammer' })
  expect(await world.hubRecords('items')).toHaveLength(1)
  expectQuiet(await world.run())
})

test('an edit that failed to travel is not written over unseen', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1', description: 'A hammer' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  const id = idOf(hammer ?? {})
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.hubFaults.add({ when: { path: '/batch' }, times: 2, do: { kind: 'refused' } })
  await world.run()
  await world.hubUpdate('items', id, { name: 'Hub hammer', description: 'Heavy' })
  await world.run()
  const { rows } = await world.store.conflicts.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([{ field: 'name', externalValue: 'CRM hammer', winner: 'connec' }])
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hub hammer', description: 'Heavy' })
  world.pass(HOUR)
  await world.run()
  expectQuiet(await world.run())
})

for (const [decision, products] of [
  [{ kind: 'adopt', id: '2' }, 2],
  [{ kind: 'create' }, 3],
] as const) {
  test(`a person decides about a create that may have been made twice: ${decision.kind}`, async () => {
    await using world = await createWorld({ entities: { item: { toConnec: false, toExternal: true } } })
    const id = await world.hubCreate('items', { name: 'Hammer', reference: 'H1' })
    world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
    await world.run()
    const twin = { name: 'Hammer', sku: 'H1', description: 'This item has no description' }
    world.crm.stores.products.insert(twin)
    world.pass(HOUR)
    await world.run()
    const [row] = (await world.store.pending.list(world.link.id, { limit: 5 })).rows
    expect(row).toMatchObject({
      class: 'ambiguous',
      message: expect.stringContaining('1 (Hammer), 2 (Hammer)'),
      payload: { candidates: [{ id: '1' }, { id: '2' }] },
    })
    await world.store.pending.decide(row?.id ?? '', { kind: 'adopt', id: '77' }, world.now())
    await world.run()
    expect(await world.store.pending.byId(row?.id ?? '')).toMatchObject({
      state: 'dead',
      message: expect.stringContaining('there is no such record'),
    })
    await world.store.pending.decide(row?.id ?? '', decision, world.now())
    await world.run()
    expect(world.crm.stores.products.count()).toBe(products)
    expect((await world.store.pending.list(world.link.id, { limit: 5 })).rows).toEqual([])
    const [idMap] = await world.store.idMaps.byEitherId(world.link.id, id)
    expect(idMap?.externalId).toBe(String(products))
    await world.hubUpdate('items', id, { name: 'Big hammer' })
    await world.run()
    expect(world.crm.stores.products.get(products)).toMatchObject({ name: 'Big hammer' })
  })
}

test('a conflict that is decided the other way before its winner has travelled is kept as it ended', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1', description: 'A hammer' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  const id = idOf(hammer ?? {})
  await world.hubUpdate('items', id, { name: 'Hub hammer' })
  world.pass(MINUTE)
  world.crm.stores.products.update(1, { name: 'CRM hammer' })
  world.hubFaults.add({ when: { path: '/batch' }, times: 2, do: { kind: 'refused' } })
  await world.run()
  world.pass(MINUTE)
  await world.hubUpdate('items', id, { description: 'Heavy' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Hub hammer' })
  const { rows } = await world.store.conflicts.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([{ externalValue: 'CRM hammer', winner: 'connec' }, { winner: 'external' }])
})

test('what the hub alone knows of a record whose create was read before its answer was missed reaches the application', async () => {
  await using world = await createWorld({ entities: items })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  world.hubFaults.add({ when: { path: '/batch' }, times: 2, do: { kind: 'lost-answer' } })
  expect(await world.run()).toMatchObject({ status: 'partial' })
  const [hammer] = await world.hubRecords('items')
  await world.hubUpdate('items', idOf(hammer ?? {}), { description: 'Heavy' })
  world.pass(HOUR)
  world.crm.stores.products.update(1, { name: 'Big hammer' })
  await world.run()
  expect(world.crm.stores.products.all()).toMatchObject([{ name: 'Big hammer', description: 'Heavy' }])
  expect(await world.hubRecords('items')).toMatchObject([{ name: 'Big hammer', description: 'Heavy' }])
  expectQuiet(await world.run())
})
