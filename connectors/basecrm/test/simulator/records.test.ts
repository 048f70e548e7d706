import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createBaseCrmSimulator } from '../../src/simulator/index.js'
import { openApi } from './base-crm-api.js'

test('a contact is created, read, changed and deleted', async () => {
  const { clock, post, get, put, remove } = openApi()
  const created = await post('/contacts', {
    first_name: 'Ada',
    last_name: 'Green',
    address: { city: 'Leeds' },
  })
  expect(created).toMatchObject({
    status: 200,
    data: {
      id: 135_906_739,
      name: 'Ada Green',
      is_organization: false,
      owner_id: 960_788,
      creator_id: 960_788,
      email: null,
      address: { line1: null, city: 'Leeds', postal_code: null, state: null, country: null },
      tags: [],
      custom_fields: {},
      customer_status: 'none',
      created_at: '2026-03-01T09:00:00Z',
      updated_at: '2026-03-01T09:00:00Z',
    },
    meta: { version: 1, type: 'contact' },
  })
  clock.advance(5_000)
  const changed = await put('/contacts/135906739', { title: 'CFO' })
  expect(changed).toMatchObject({
    status: 200,
    data: { title: 'CFO', last_name: 'Green', updated_at: '2026-03-01T09:00:05Z' },
    meta: { version: 2 },
  })
  expect(await get('/contacts/135906739')).toMatchObject({ data: changed.data })
  expect(await remove('/contacts/135906739')).toMatchObject({ status: 204, text: '' })
  expect(await get('/contacts/135906739')).toMatchObject({
    status: 404,
    errors: [
      {
        code: 'not_found',
        resource: 'contact',
        message: 'resource you are looking for was not found',
        details: "Resource of the type 'contact' with the id '135906739' was not found.",
      },
    ],
  })
})

test('an update merges custom fields and replaces tags and addresses', async () => {
  const { simulator, put } = openApi()
  const { id } = simulator.stores.contacts.insert({
    last_name: 'Green',
    tags: ['vip'],
    custom_fields: { a: 1, b: 2 },
    address: { line1: '1 Park Road', city: 'London' },
  })
  const { data } = await put(`/contacts/${id}`, {
    tags: [],
    custom_fields: { b: 3 },
    address: { city: 'Leeds' },
  })
  expect(data).toMatchObject({
    tags: [],
    custom_fields: { a: 1, b: 3 },
    address: { line1: null, city: 'Leeds' },
  })
})

test.each([
  ['ignore', false],
  ['convert', true],
] as const)('a changed kind of a contact: %s', async (isOrganizationOnPut, expected) => {
  const { post, put } = openApi({ isOrganizationOnPut })
  const { data } = await post('/contacts', { name: 'Green', last_name: 'Green' })
  const changed = await put(`/contacts/${data.id}`, { is_organization: true })
  expect(changed.data.is_organization).toBe(expected)
})

test('a deal starts in the first stage and shows the organization of its contact', async () => {
  const { simulator, clock, post, put } = openApi()
  const { contacts, stages } = simulator.stores
  const org = contacts.insert({ name: 'Northwind', is_organization: true })
  const ada = contacts.insert({ last_name: 'Green', contact_id: org.id })
  const { data } = await post('/deals', { name: 'Generators', contact_id: ada.id, value: '1000.50' })
  const [first, second] = stages.all()
  expect(data).toMatchObject({
    value: '1000.50',
    currency: 'GBP',
    organization_id: org.id,
    stage_id: first?.id,
    last_stage_change_at: '2026-03-01T09:00:00Z',
    dropbox_email: 'dropbox@0315b3b7.deals.futuresimple.com',
  })
  clock.advance(60_000)
  const moved = await put(`/deals/${data.id}`, { stage_id: second?.id, value: 500.0 })
  expect(moved.data).toMatchObject({ value: 500, last_stage_change_at: '2026-03-01T09:01:00Z' })
})

test('products show texts with two decimals, sorted by currency', async () => {
  const { post } = openApi()
  const { data } = await post('/products', {
    name: 'Hammer',
    prices: [{ amount: 27, currency: 'USD' }, { amount: '20.5' }],
    cost: 10,
  })
  expect(data).toMatchObject({
    prices: [
      { amount: '20.50', currency: 'GBP' },
      { amount: '27.00', currency: 'USD' },
    ],
    cost: '10.00',
    cost_currency: 'GBP',
    sku: '',
    active: true,
  })
})

test('only administrators see costs and write products', async () => {
  const { simulator, get, post } = openApi({ role: 'user' })
  const { id } = simulator.stores.products.insert({ name: 'Hammer', cost: '10.00' })
  expect((await get(`/products/${id}`)).data).not.toHaveProperty('cost')
  expect((await post('/products', { name: 'Mallet' })).status).toBe(403)
})

test.each([
  ['enterprise', 200, 200],
  ['read-only', 200, 403],
  ['none-403', 403, 403],
  ['none-500', 500, 500],
] as const)(
  'the plan %s answers %i to reads and %i to writes of products',
  async (productsPlan, read, write) => {
    const { get, post } = openApi({ productsPlan })
    expect((await get('/products')).status).toBe(read)
    expect((await post('/products', { name: 'Hammer' })).status).toBe(write)
    expect((await get('/contacts')).status).toBe(200)
  },
)

test('an upsert creates, updates, or refuses to choose', async () => {
  const { simulator, post } = openApi()
  const upsert = (fields: object) => post('/leads/upsert?email=leo@marsh.example', fields)
  const lead = { last_name: 'Marsh', email: 'leo@marsh.example' }
  const created = await upsert(lead)
  expect((await upsert({ title: 'CTO' })).data).toMatchObject({ id: created.data.id, title: 'CTO' })
  simulator.stores.leads.insert(lead)
  expect((await upsert({ title: 'CEO' })).status).toBe(409)
  expect((await post('/leads/upsert', lead)).status).toBe(400)
})

test('a lead is converted to a person, an organization and a deal', async () => {
  const { simulator, post } = openApi()
  const { contacts, deals, leads } = simulator.stores
  const lead = leads.insert({
    first_name: 'Leo',
    last_name: 'Marsh',
    organization_name: 'Marsh & Sons',
    email: 'leo@marsh.example',
  })
  const { data } = await post('/lead_conversions', { lead_id: lead.id })
  expect(contacts.get(Number(data.individual_id))).toMatchObject({
    last_name: 'Marsh',
    email: 'leo@marsh.example',
    contact_id: data.organization_id,
  })
  expect(contacts.get(Number(data.organization_id))).toMatchObject({
    name: 'Marsh & Sons',
    is_organization: true,
  })
  expect(deals.get(Number(data.deal_id))).toMatchObject({ contact_id: data.individual_id })
  const again = await post('/lead_conversions', { lead_id: lead.id, create_deal: false })
  expect(again).toMatchObject({ status: 200, data: { deal_id: null } })
})

test('a new record can be changed a moment after it was created', async () => {
  const { post } = openApi({ updatedAfterCreatedSeconds: 1 })
  expect((await post('/leads', { last_name: 'Marsh' })).data).toMatchObject({
    created_at: '2026-03-01T09:00:00Z',
    updated_at: '2026-03-01T09:00:01Z',
  })
})

test('edits made in the application show in answers at once', async () => {
  const { simulator, clock, get } = openApi()
  const { contacts, accounts } = simulator.stores
  const { id } = contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  clock.advance(1_000)
  contacts.update(id, { last_name: 'Blue' })
  expect(await get(`/contacts/${id}`)).toMatchObject({
    data: { name: 'Ada Blue', updated_at: '2026-03-01T09:00:01Z' },
    meta: { version: 2 },
  })
  accounts.update(Number(simulator.account.id), { name: 'Southwind Labs' })
  expect((await get('/accounts/self')).data.name).toBe('Southwind Labs')
  expect(simulator.account.name).toBe('Southwind Labs')
})

test('a second start goes on where the first one stopped', async () => {
  const persistTo = path.join(mkdtempSync(path.join(tmpdir(), 'basecrm-')), 'basecrm.json')
  const first = createBaseCrmSimulator({ persistTo })
  const { id } = first.stores.contacts.insert({ last_name: 'Green' })
  first.stores.contacts.update(id, { title: 'CFO' })
  const token = first.oauth.issue()
  await first.close()

  const second = openApi({ persistTo })
  const answer = await second.get(`/contacts/${id}`, { authorization: `Bearer ${token}` })
  expect(answer).toMatchObject({ status: 200, data: { title: 'CFO' }, meta: { version: 2 } })
  expect(second.simulator.stores.stages.count()).toBe(6)
  expect((await second.post('/contacts', { last_name: 'Blue' })).data.id).toBe(id + 1)
})

test('everything a page shows is described', () => {
  const { simulator } = openApi()
  for (const { collection, columns, title } of simulator.describe()) {
    expect(simulator.stores[collection]).toBeDefined()
    expect(columns.length).toBeGreaterThan(0)
    const record = { id: 7, created_at: '', updated_at: '' }
    expect(title(record)).toBe('7')
  }
})
