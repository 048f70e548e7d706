import { EntityNotFoundError, RejectedError, UnansweredError } from '@duet/core'
import { expect, test } from 'vitest'
import { contacts, deals, leads, products } from '../src/resources.js'
import { linkAccount } from './linked-account.js'

test('a create answers with the new id', async () => {
  const { http, simulator } = linkAccount()
  const fields = contacts.encode({ last_name: 'Green', owner_id: '960788' })
  const answer = await contacts.create?.(http, fields)
  expect(contacts.idOf(answer)).toBe('135906739')
  expect(simulator.stores.contacts.get(135_906_739)).toMatchObject({ last_name: 'Green', owner_id: 960_788 })
})

test('an update changes what it names and nothing else', async () => {
  const { http, simulator } = linkAccount()
  const { id } = simulator.stores.leads.insert({ last_name: 'Marsh', title: 'CTO', phone: '1' })
  await leads.update?.(http, String(id), { title: 'CEO' })
  expect(simulator.stores.leads.get(id)).toMatchObject({ last_name: 'Marsh', title: 'CEO', phone: '1' })
})

test('an update never says whether a contact is an organization, which would convert it', async () => {
  const { http, simulator } = linkAccount({ isOrganizationOnPut: 'convert' })
  const { id } = simulator.stores.contacts.insert({ last_name: 'Green', name: 'Green' })
  await contacts.update?.(http, String(id), { is_organization: true, title: 'CEO' })
  const stored = simulator.stores.contacts.get(id)
  expect(stored).toMatchObject({ title: 'CEO' })
  expect(stored?.is_organization ?? false).toBe(false)
})

test('an update of a part of an address keeps the other parts', async () => {
  const { http, simulator } = linkAccount()
  const address = { line1: '1 Park Road', city: 'London', postal_code: 'W3', state: null, country: 'GB' }
  const { id } = simulator.stores.contacts.insert({ last_name: 'Green', address })
  await contacts.update?.(http, String(id), { address: { city: 'Leeds' } })
  expect(simulator.stores.contacts.get(id)?.address).toEqual({ ...address, city: 'Leeds' })
})

test('an update of a price keeps the prices in other currencies (B24)', async () => {
  const { http, simulator } = linkAccount()
  const prices = [
    { currency: 'EUR', amount: '25.00' },
    { currency: 'GBP', amount: '20.55' },
  ]
  const { id } = simulator.stores.products.insert({ name: 'Hammer', prices })
  await products.update?.(http, String(id), products.encode({ prices: [{ currency: 'GBP', amount: 21 }] }))
  expect(simulator.stores.products.get(id)?.prices).toEqual([
    { currency: 'EUR', amount: '25.00' },
    { currency: 'GBP', amount: '21.00' },
  ])
})

test('an update without a price reads nothing before', async () => {
  const { http, simulator } = linkAccount()
  const { id } = simulator.stores.products.insert({ name: 'Hammer' })
  await products.update?.(http, String(id), { name: 'Mallet' })
  expect(simulator.requests.requests.map(({ method }) => method)).toEqual(['PUT'])
})

test('a refused create is sent once, and says which fields were wrong (A21, B28)', async () => {
  const { http, simulator } = linkAccount()
  const refused = deals.create?.(http, { name: 'Lab generators', value: '' })
  await expect(refused).rejects.toBeInstanceOf(RejectedError)
  await expect(refused).rejects.toMatchObject({
    status: 422,
    details: [
      { field: '/value', message: expect.stringContaining('invalid type') },
      { field: '/contact_id', message: expect.stringContaining('must be present in the request') },
    ],
  })
  expect(simulator.requests.count({ method: 'POST' })).toBe(1)
})

test('a create whose answer was lost is not sent again (A21)', async () => {
  const { http, simulator } = linkAccount()
  simulator.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
  await expect(contacts.create?.(http, { last_name: 'Green' })).rejects.toBeInstanceOf(UnansweredError)
  expect(simulator.stores.contacts.count()).toBe(1)
})

test('a create that fails on the network says so, and not something about its handling (B28)', async () => {
  const { http, simulator } = linkAccount()
  simulator.faults.add({ when: { method: 'POST' }, do: { kind: 'refused' } })
  await expect(contacts.create?.(http, { last_name: 'Green' })).rejects.toThrow(/Failed to POST \/contacts/)
})

test.each([
  ['contacts', contacts, { title: 'CEO' }],
  ['leads', leads, { title: 'CEO' }],
  ['deals', deals, { name: 'Gone' }],
  ['products', products, { name: 'Gone' }],
  ['products', products, { prices: [{ amount: '1.00', currency: 'GBP' }] }],
] as const)(
  'an update of a deleted record of %s is an EntityNotFoundError, sent once (B29)',
  async (_, resource, fields) => {
    const { http, simulator } = linkAccount()
    await expect(resource.update?.(http, '404', fields)).rejects.toBeInstanceOf(EntityNotFoundError)
    expect(simulator.requests.count()).toBe(1)
  },
)

test('an id that is no whole number is refused before anything is sent (B27)', () => {
  expect(() => contacts.encode({ contact_id: 'e42462f0', last_name: 'Green' })).toThrow(
    /contact_id: must be a whole number/,
  )
  expect(() => deals.encode({ contact_id: 'abc-123' })).toThrow(/contact_id: must be a whole number/)
})

test('ids are texts in Duet and integers on the wire (A14)', () => {
  expect(contacts.parse({ id: 21, owner_id: 7 }).fields).toMatchObject({ id: '21', owner_id: '7' })
  expect(contacts.encode({ owner_id: '7' })).toEqual({ owner_id: 7 })
})

test('amounts are numbers in Duet, whatever their spelling, and texts with two decimals on the wire', () => {
  for (const value of [1000.5, '1000.50']) expect(deals.parse({ id: 1, value }).fields.value).toBe(1000.5)
  expect(deals.parse({ id: 1, value: 500 }).fields.value).toBe(500)
  expect(deals.parse({ id: 1, value: '' }).fields.value).toBe(0)
  expect(deals.encode({ value: 10.5 })).toEqual({ value: '10.50' })
  expect(products.encode({ prices: [{ amount: 20, currency: 'GBP' }], cost: 0 })).toEqual({
    prices: [{ amount: '20.00', currency: 'GBP' }],
    cost: '0.00',
  })
  expect(() => products.parse({ id: 1, prices: [{ amount: 'free' }] })).toThrow(/prices\[0\].amount/)
})
