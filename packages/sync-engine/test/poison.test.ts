import { expect, test } from 'vitest'
import { createWorld, expectQuiet } from './world.js'

const toHub = { item: { toConnec: true, toExternal: false } }
const bothWays = { item: { toConnec: true, toExternal: true } }
const big = { settings: { firstPageSize: 500, pageSize: 500 } }

test('one poison record in 10,000: 9,999 are applied, and the inbox names it, its class and the field', async () => {
  await using world = await createWorld({ entities: toHub })
  for (let number = 1; number <= 10_000; number += 1)
    world.crm.stores.products.insert({ name: number === 4711 ? 17 : `Product ${number}`, sku: `P${number}` })
  const report = await world.run(big)
  expect(report).toMatchObject({ status: 'partial', totals: { read: 10_000, applied: 9_999, failed: 1 } })
  const { rows } = await world.store.pending.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([
    { recordId: '4711', state: 'failed', class: 'validation', field: 'name', attempts: 1 },
  ])
  expect(await world.store.idMaps.count(world.link.id)).toBe(9_999)
}, 240_000)

test('the read side failing on page 7 of 10: run failed, cursor unmoved, next run complete', async () => {
  await using world = await createWorld({ entities: bothWays })
  const pages = { settings: { firstPageSize: 2, pageSize: 2 } }
  for (let number = 1; number <= 20; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  await world.run()
  for (let number = 1; number <= 20; number += 1)
    world.crm.stores.products.update(number, { name: `Changed ${number}` })
  const cursors = await world.store.cursors.read(world.link.id)
  world.crm.faults.add({
    when: { path: /products\?.*offset=12\b/ },
    times: 2,
    do: { kind: 'status', status: 503 },
  })
  const failed = await world.run(pages)
  expect(failed).toMatchObject({ status: 'failed', totals: { applied: 12 } })
  expect(failed.error).toContain('Failed to read products')
  expect(await world.store.cursors.read(world.link.id)).toEqual(cursors)
  const next = await world.run(pages)
  expect(next).toMatchObject({ status: 'succeeded', totals: { applied: 8, failed: 0 } })
  expect((await world.hubRecords('items')).every(({ name }) => String(name).startsWith('Changed'))).toBe(true)
  expectQuiet(await world.run())
}, 60_000)
