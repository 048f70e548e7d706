import { createRequestLog, withRequestLog } from '@duet/simulator'
import { expect, test } from 'vitest'
import { killedStore } from './killed-store.js'
import { createWorld, expectQuiet, type World } from './world.js'

const items = { item: { toConnec: true, toExternal: true } }
const twoAPage = { settings: { firstPageSize: 2, pageSize: 2, workingSet: 2 } }
const LEASE = 30_000

async function withProducts(count: number): Promise<World> {
  const world = await createWorld({ entities: items })
  for (let number = 1; number <= count; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  return world
}

const offsets = ({ crm }: World): string[] =>
  crm.requests.requests
    .filter(({ method, path }) => method === 'GET' && path.endsWith('/products'))
    .map(({ search }) => new URLSearchParams(search).get('offset') ?? '0')

/** Two transactions a page: the intents, and what was done. */
const KILLED_ON_PAGE = [2, 3].flatMap((page) => [
  { page, when: 'before its creates', at: 2 * page - 1 },
  { page, when: 'after its creates', at: 2 * page },
])

test.each(KILLED_ON_PAGE)(
  'a first synchronization killed on page $page $when goes on there',
  async ({ page, at }) => {
    await using world = await withProducts(8)
    await expect(world.start({ ...twoAPage, store: killedStore(world.store, at) })).rejects.toThrow('killed')
    expect(await world.start(twoAPage)).toBeUndefined()
    world.pass(LEASE + 1)
    world.crm.requests.clear()
    expect(await world.run(twoAPage)).toMatchObject({ status: 'succeeded' })
    const [first] = offsets(world)
    expect(Number(first)).toBe(2 * (page - 2))
    expect(await world.hubRecords('items')).toHaveLength(8)
    expect(world.crm.stores.products.count()).toBe(8)
    expectQuiet(await world.run())
  },
)

test('the half of the hub goes on where it was left, and the finished one is asked for changes only', async () => {
  await using world = await createWorld({ entities: items })
  for (let number = 1; number <= 10; number += 1)
    await world.hubCreate('items', { name: `Item ${number}`, reference: `I${number}` })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  const log = createRequestLog()
  world.network.use(...withRequestLog(world.hub.handlers, log))
  const at = 3 + 2 * 3 + 1
  await expect(world.start({ ...twoAPage, store: killedStore(world.store, at) })).rejects.toThrow('killed')
  world.pass(LEASE + 1)
  world.crm.requests.clear()
  log.clear()
  await world.run(twoAPage)
  const skips = log.requests
    .filter(
      ({ method, path, search }) => method === 'GET' && path.endsWith('/items') && !search.includes('_id'),
    )
    .map(({ search }) => new URLSearchParams(search).get('$skip'))
  expect(skips).toEqual(['4', '6', '8', '10'])
  const lists = world.crm.requests.requests.filter(
    ({ method, path }) => method === 'GET' && path.endsWith('/products'),
  )
  expect(lists.every(({ search }) => search.includes('since='))).toBe(true)
  expect(world.crm.stores.products.count()).toBe(11)
  expect(await world.hubRecords('items')).toHaveLength(11)
  expectQuiet(await world.run())
})

test('a stopped first synchronization writes nothing twice, and pages done cost no writes', async () => {
  await using world = await withProducts(8)
  const stopping = new AbortController()
  let pages = 0
  const stopAfterThree = ({ event }: { event: string }) => {
    if (event === 'page') pages += 1
    if (pages === 3) stopping.abort()
  }
  const stopped = await world.run({ ...twoAPage, signal: stopping.signal, log: stopAfterThree })
  expect(stopped).toMatchObject({ status: 'failed', totals: { writesToConnec: 6 } })
  world.crm.requests.clear()
  expect(await world.run(twoAPage)).toMatchObject({ status: 'succeeded', totals: { writesToConnec: 2 } })
  expect(offsets(world)).toEqual(['4', '6'])
})

test('records deleted meanwhile do not let others slip through: what moved too far is read from the start', async () => {
  await using world = await withProducts(10)
  await expect(world.start({ ...twoAPage, store: killedStore(world.store, 7) })).rejects.toThrow('killed')
  for (const id of [1, 2, 3]) world.crm.stores.products.delete(id)
  world.pass(LEASE + 1)
  world.crm.requests.clear()
  await world.run(twoAPage)
  expect(offsets(world).slice(0, 2)).toEqual(['4', '0'])
  const names = (await world.hubRecords('items')).map(({ name }) => name)
  for (const number of [4, 5, 6, 7, 8, 9, 10]) expect(names).toContain(`Product ${number}`)
})

test('a place the application no longer knows is read from the start', async () => {
  await using world = await withProducts(6)
  await expect(world.start({ ...twoAPage, store: killedStore(world.store, 5) })).rejects.toThrow('killed')
  world.pass(LEASE + 1)
  world.crm.faults.add({ when: { path: /offset=2/ }, times: 1, do: { kind: 'status', status: 400 } })
  expect(await world.run(twoAPage)).toMatchObject({ status: 'succeeded' })
  expect(await world.hubRecords('items')).toHaveLength(6)
})

test('a full run starts over', async () => {
  await using world = await withProducts(6)
  await expect(world.start({ ...twoAPage, store: killedStore(world.store, 5) })).rejects.toThrow('killed')
  world.pass(LEASE + 1)
  world.crm.requests.clear()
  await world.run({ ...twoAPage, options: { full: true } })
  expect(offsets(world)[0]).toBe('0')
})
