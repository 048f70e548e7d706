import { expect, test } from 'vitest'
import { openApi } from './base-crm-api.js'

function withContacts(count: number) {
  const api = openApi()
  for (let i = 0; i < count; i += 1) {
    api.clock.advance(1_000)
    api.simulator.stores.contacts.insert({ last_name: `Name ${String(count - i).padStart(3, '0')}` })
  }
  return api
}

test('a list has 25 records a page and links to the next one', async () => {
  const { get } = withContacts(60)
  const first = await get('/contacts')
  expect(first.meta).toMatchObject({
    type: 'collection',
    count: 25,
    links: {
      self: 'https://api.getbase.com/v2/contacts?page=1&per_page=25',
      next_page: 'https://api.getbase.com/v2/contacts?page=2&per_page=25',
    },
  })
  const last = await get('/contacts?page=3')
  expect(last.meta).toMatchObject({ count: 10 })
  expect(Object.keys(last.meta.links)).toEqual(['self', 'first_page', 'prev_page'])
})

test('a page past the end is empty, and a single page has no other link than its own', async () => {
  const { get } = withContacts(3)
  expect((await get('/contacts?page=9')).items).toEqual([])
  expect(Object.keys((await get('/contacts')).meta.links)).toEqual(['self'])
})

test('links keep the query, and lead to where the client came from', async () => {
  const api = openApi({ publicUrl: 'http://127.0.0.1:4301' })
  for (let i = 0; i < 3; i += 1) api.simulator.stores.leads.insert({ last_name: 'Marsh' })
  const { meta } = await api.get('/leads?sort_by=updated_at:desc&per_page=2')
  expect(meta.links.next_page).toBe(
    'http://127.0.0.1:4301/v2/leads?sort_by=updated_at%3Adesc&per_page=2&page=2',
  )
})

test('sorting is ascending unless it says otherwise; contacts sort by last name by default', async () => {
  const { get } = withContacts(3)
  const names = async (query: string) =>
    (await get(`/contacts${query}`)).items.map(({ data }) => data.last_name)
  expect(await names('')).toEqual(['Name 001', 'Name 002', 'Name 003'])
  expect(await names('?sort_by=updated_at')).toEqual(['Name 003', 'Name 002', 'Name 001'])
  expect(await names('?sort_by=updated_at:desc')).toEqual(['Name 001', 'Name 002', 'Name 003'])
})

test('deals sort by their value, whatever its spelling', async () => {
  const { simulator, get } = openApi()
  for (const value of ['99.50', 500, 7]) simulator.stores.deals.insert({ name: 'Deal', value })
  const { items } = await get('/deals?sort_by=value:desc')
  expect(items.map(({ data }) => data.value)).toEqual([500, '99.50', 7])
})

test.each([
  ['per_page=200', 'per_page', '(must be between 1 and 100, given: 200)'],
  ['per_page=0', 'per_page', '(must be between 1 and 100, given: 0)'],
  ['page=x', 'page', '(must be at least 1, given: x)'],
  ['sort_by=industry', 'sort_by', '(given: industry)'],
  ['unknown=param', 'unknown', '(is an unexpected parameter)'],
  ['custom_fields[External id]=7', 'custom_fields[External id]', '(is an unexpected parameter)'],
])('the query %s is refused', async (query, name, reason) => {
  const { get } = openApi()
  expect(await get(`/contacts?${query}`)).toMatchObject({
    status: 400,
    errors: [
      {
        code: 'invalid_param',
        message: 'invalid request query parameter',
        details: `The request query parameter '${name}' is malformed, missing, or has an invalid value ${reason}`,
      },
    ],
  })
})

test('unknown parameters can be ignored, and products have larger pages', async () => {
  const { get } = openApi({ strictQueryParams: false })
  expect((await get('/contacts?unknown=param')).status).toBe(200)
  expect((await get('/products?per_page=500')).status).toBe(200)
  expect((await get('/products?per_page=501')).status).toBe(400)
})

test('filters compare exactly, also inside of addresses and custom fields', async () => {
  const { simulator, get } = openApi({ filterableCustomFields: ['External id'] })
  const { contacts } = simulator.stores
  const ada = contacts.insert({ first_name: 'Ada', last_name: 'Green', address: { city: 'Leeds' } })
  const org = contacts.insert({
    name: 'Northwind',
    is_organization: true,
    custom_fields: { 'External id': '7' },
  })
  const ids = async (query: string) => (await get(`/contacts?${query}`)).items.map(({ data }) => data.id)
  expect(await ids('name=Ada Green')).toEqual([ada.id])
  expect(await ids('is_organization=true')).toEqual([org.id])
  expect(await ids('is_organization=1')).toEqual([])
  expect(await ids('address[city]=Leeds')).toEqual([ada.id])
  expect(await ids('custom_fields[External id]=7')).toEqual([org.id])
  expect(await ids(`ids=${org.id},${ada.id},404&sort_by=id`)).toEqual([ada.id, org.id])
})

test('a new contact is missing from lists for a while, and can be read by its id at once', async () => {
  const { clock, post, get } = openApi({ indexLagMs: 1_000 })
  const { data } = await post('/contacts', { last_name: 'Green' })
  expect((await get('/contacts')).items).toHaveLength(0)
  expect((await get(`/contacts/${data.id}`)).status).toBe(200)
  clock.advance(1_000)
  expect((await get('/contacts')).items).toHaveLength(1)
})

test('an account starts with its user, a pipeline and its stages', async () => {
  const { get } = openApi()
  expect((await get('/users/self')).data).toMatchObject({
    name: 'Grace Linden',
    role: 'admin',
    status: 'active',
  })
  expect((await get('/pipelines')).items).toMatchObject([
    { data: { name: 'Sales pipeline' }, meta: { type: 'pipeline' } },
  ])
  expect((await get('/stages')).items.map(({ data }) => [data.name, data.likelihood])).toContainEqual([
    'Quote',
    50,
  ])
  expect((await get('/accounts/self')).data).toMatchObject({ name: 'Northwind Labs', timezone: 'UTC+01:00' })
})

test('every account has its lead statuses', async () => {
  const { get } = openApi()
  expect((await get('/lead_statuses')).items.map(({ data }) => data.name)).toEqual(['New', 'Unqualified'])
})

test('HEAD answers as GET does, without the body', async () => {
  const { head, simulator } = openApi()
  const { id } = simulator.stores.leads.insert({ last_name: 'Marsh' })
  expect(await head(`/leads/${id}`)).toMatchObject({ status: 200, text: '' })
  expect(await head('/leads/404')).toMatchObject({ status: 404, text: '' })
})
