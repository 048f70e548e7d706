import { json } from '@duet/simulator'
import { http as on } from 'msw'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { accounts, contacts, deals, leads, products, stages, users } from '../src/resources.js'
import { collect, linkAccount } from './linked-account.js'

const named = z.object({ last_name: z.string() })
const lastNames = (records: unknown[]) => records.map((record) => named.parse(record).last_name)

function thousandContacts() {
  const linked = linkAccount()
  const { stores, clock } = linked.simulator
  for (let i = 0; i < 1000; i += 1) stores.contacts.insert({ last_name: `Contact ${i}` })
  clock.advance(86_400_000)
  const since = clock.now()
  return { ...linked, stores, clock, since }
}

test('five changed contacts among a thousand are found, and nothing else (A20)', async () => {
  const { http, simulator, stores, clock, since } = thousandContacts()
  const changed = [3, 250, 499, 700, 999]
  for (const index of changed) {
    clock.advance(1_000)
    stores.contacts.update(135_906_739 + index, { title: 'Changed' })
  }
  const records = await collect(contacts.list(http, { since, pageSize: 50 }))
  expect(lastNames(records)).toEqual(changed.toReversed().map((index) => `Contact ${index}`))
  expect(simulator.requests.requests.map(({ search }) => search)).toEqual([
    '?sort_by=updated_at%3Adesc&page=1&per_page=50',
    '?sort_by=updated_at%3Adesc&page=2&per_page=50',
  ])
})

test('reading goes on until a whole page is older than since', async () => {
  const { http, simulator, stores, clock, since } = thousandContacts()
  clock.advance(1_000)
  for (let index = 0; index < 120; index += 1)
    stores.contacts.update(135_906_739 + index, { title: 'Changed' })
  expect(await collect(contacts.list(http, { since, pageSize: 50 }))).toHaveLength(120)
  expect(simulator.requests.count({ path: '/v2/contacts' })).toBe(4)
})

test('records of the very second of since are read, also across the edge of a page', async () => {
  const { http, stores, clock, since } = thousandContacts()
  for (let index = 0; index < 75; index += 1)
    stores.contacts.update(135_906_739 + index, { title: 'Changed' })
  clock.advance(1_000)
  stores.contacts.update(135_906_739 + 500, { title: 'Changed' })
  expect(await collect(contacts.list(http, { since, pageSize: 25 }))).toHaveLength(76)
})

test('without since a whole list is read once, in an order that changes do not touch', async () => {
  const { http, simulator, stores, clock } = thousandContacts()
  const ids = new Set<unknown>()
  for await (const page of contacts.list(http, { pageSize: 100 })) {
    for (const record of page) ids.add(contacts.idOf(record))
    clock.advance(1_000)
    stores.contacts.update(135_906_739, { title: 'Changed while the list is read' })
  }
  expect(ids.size).toBe(1000)
  expect(simulator.requests.requests[0]?.search).toBe('?sort_by=id&page=1&per_page=100')
})

test('a page is never larger than the API allows', async () => {
  const { http, simulator } = linkAccount()
  await collect(contacts.list(http, { pageSize: 1000 }))
  expect(simulator.requests.requests[0]?.search).toContain('per_page=100')
})

test.each([
  ['users', users, { name: 'Old User' }],
  ['leads', leads, { last_name: 'Old' }],
  ['deals', deals, { name: 'Old' }],
  ['products', products, { name: 'Old' }],
] as const)('%s changed since a moment are read', async (collection, resource, fields) => {
  const { http, simulator } = linkAccount()
  const store = simulator.stores[collection]
  store.insert(fields)
  simulator.clock.advance(60_000)
  const since = simulator.clock.now()
  const { id } = store.insert({ ...fields, name: 'New', last_name: 'New' })
  const records = await collect(resource.list(http, { since, pageSize: 25 }))
  expect(records.map((record) => resource.idOf(record))).toEqual([String(id)])
})

test('the account and its stages are read', async () => {
  const { http } = linkAccount()
  const [own] = await collect(accounts.list(http, { pageSize: 50 }))
  expect(accounts.parse(own).fields).toMatchObject({ id: '1027365', name: 'Northwind Labs', currency: 'GBP' })
  const found = await collect(stages.list(http, { pageSize: 50 }))
  expect(found.map((stage) => stages.parse(stage).fields.name)).toContain('Quote')
})

test('a record whose moment of change is missing is not lost', async () => {
  const { http, network } = linkAccount()
  network.use(
    on.get('https://api.getbase.com/v2/contacts', () =>
      json(200, {
        items: [
          { data: { id: 1, updated_at: null } },
          { data: { id: 2, updated_at: '2001-01-01T00:00:00Z' } },
        ],
        meta: { links: { next_page: null } },
      }),
    ),
  )
  const since = new Date('2026-01-01T00:00:00Z')
  expect(await collect(contacts.list(http, { since, pageSize: 25 }))).toEqual([{ id: 1, updated_at: null }])
})

test.each(['status', 'html', 'refused', 'truncated'] as const)(
  'an outage in the middle of a list (%s) fails the reading and is no end of the list (A19)',
  async (kind) => {
    const { http, simulator } = thousandContacts()
    const fault = kind === 'status' ? { kind, status: 503 } : { kind }
    simulator.faults.add({ when: { path: /page=3/ }, do: fault })
    await expect(collect(contacts.list(http, { pageSize: 100 }))).rejects.toThrow(/Failed to/)
  },
)

test('an outage that passes is waited for, from the page where it began', async () => {
  const { http, simulator } = thousandContacts()
  simulator.faults.add({ when: { path: /page=3/ }, times: 2, do: { kind: 'status', status: 503 } })
  expect(await collect(contacts.list(http, { pageSize: 100 }))).toHaveLength(1000)
  expect(simulator.requests.count({ path: /[?&]page=1&/ })).toBe(1)
})

test('an interrupted reading goes on at the page that was handed out last', async () => {
  const { http, simulator } = thousandContacts()
  const noted: string[] = []
  const note = (at: string) => noted.push(at)
  for await (const _ of contacts.list(http, { pageSize: 100, checkpoint: { note } }))
    if (noted.length === 3) break
  simulator.requests.clear()
  const rest = await collect(contacts.list(http, { pageSize: 100, checkpoint: { from: noted.at(-1), note } }))
  expect(simulator.requests.requests[0]?.search).toBe('?sort_by=id&page=3&per_page=100')
  expect(lastNames(rest)).toHaveLength(800)
})
