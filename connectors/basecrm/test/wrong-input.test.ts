import { InvalidRecordError } from '@duet/core'
import { json } from '@duet/simulator'
import { http as on } from 'msw'
import { expect, test } from 'vitest'
import { contacts, deals, leads, products, users } from '../src/resources.js'
import { collect, linkAccount } from './linked-account.js'

const resources = { contacts, leads, deals, products, users }
const moment = '2026-03-01T09:00:00Z'
const good = (id: number) => ({ data: { id, created_at: moment, updated_at: moment } })
const tenMegabytes = 'x'.repeat(10 * 1024 * 1024)

/** Reads a list whose second item is a bad one: the ids that came, and what is said of the bad record. */
async function readBeside(name: keyof typeof resources, bad: unknown) {
  const { http, network } = linkAccount()
  const items = [good(1), bad, good(3)]
  network.use(on.get(`https://api.getbase.com/v2/${name}`, () => json(200, { items, meta: { links: {} } })))
  const ids: string[] = []
  const errors: InvalidRecordError[] = []
  for (const record of await collect(resources[name].list(http, { pageSize: 25 }))) {
    try {
      ids.push(resources[name].parse(record).id)
    } catch (error) {
      if (!(error instanceof InvalidRecordError)) throw error
      errors.push(error)
    }
  }
  return { ids, errors }
}

test.each([
  ['contacts', 'a wrong type', { data: { id: 2, last_name: 42 } }, 'last_name'],
  ['contacts', 'a text for a flag', { data: { id: 2, is_organization: 'false' } }, 'is_organization'],
  ['contacts', 'an array for an object', { data: { id: 2, address: ['1 Park Road'] } }, 'address'],
  ['contacts', 'an object for a text', { data: { id: 2, address: { city: {} } } }, 'address.city'],
  ['contacts', 'an id that is none', { data: { id: 2, contact_id: 'e42462f0' } }, 'contact_id'],
  ['contacts', 'ten megabytes', { data: { id: 2, title: tenMegabytes } }, 'title'],
  ['contacts', 'ten megabytes of an id', { data: { id: '1'.repeat(10 * 1024 * 1024) } }, 'id'],
  ['contacts', 'no id', { data: { last_name: 'Green' } }, 'id'],
  ['leads', 'no date', { data: { id: 2, updated_at: 'yesterday' } }, 'updated_at'],
  ['leads', 'an array for the record', { data: [] }, ''],
  ['leads', 'no envelope', 'Marsh', ''],
  ['leads', 'null', null, ''],
  ['leads', 'an empty envelope', { meta: { type: 'lead' } }, 'id'],
  ['deals', 'a word for an amount', { data: { id: 2, value: 'a lot' } }, 'value'],
  ['deals', 'an object for an amount', { data: { id: 2, value: { amount: 1 } } }, 'value'],
  [
    'deals',
    'a day that is none',
    { data: { id: 2, estimated_close_date: '2026-13-01' } },
    'estimated_close_date',
  ],
  [
    'products',
    'a comma in an amount',
    { data: { id: 2, prices: [{ amount: '1,299.50' }] } },
    'prices[0].amount',
  ],
  ['products', 'a text for a list', { data: { id: 2, prices: '12.00' } }, 'prices'],
  ['users', 'a number for a role', { data: { id: 2, role: 1 } }, 'role'],
] as const)('%s: %s costs its record alone, and its path is named', async (name, _, bad, path) => {
  const { ids, errors } = await readBeside(name, bad)
  expect(ids).toEqual(['1', '3'])
  expect(errors).toMatchObject([{ path: expect.stringContaining(path) }])
  expect(errors[0]?.message.length).toBeLessThan(1_000)
})

test.each([
  ['an array', []],
  ['null', null],
  ['a text', 'busy'],
  ['items that are no list', { items: { data: {} } }],
  ['no items', { meta: {} }],
])('a page that is %s is an error of the page and no end of the list', async (_, body) => {
  const { http, network } = linkAccount()
  network.use(on.get('https://api.getbase.com/v2/contacts', () => json(200, body)))
  const reading = collect(contacts.list(http, { pageSize: 25 }))
  await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('/contacts') })
})

test.each(['html', 'truncated'] as const)(
  'an answer of %s to a create is an error, and the record is looked for before it is sent again',
  async (kind) => {
    const { http, simulator } = linkAccount()
    simulator.faults.add({ when: { method: 'POST' }, do: { kind } })
    await expect(leads.create?.(http, { last_name: 'Marsh' })).rejects.toThrow(/Failed to .*\/leads/)
    expect(simulator.requests.count({ method: 'POST' })).toBe(1)
  },
)
