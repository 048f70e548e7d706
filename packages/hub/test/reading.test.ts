import { connec, filter } from '@duet/connec-client'
import { expect, test } from 'vitest'
import { company, connecIdOf, host, hubUnderTest } from './hub-under-test.js'

const people = '/api/v2/cld-crm/people'

async function withPeople(count: number) {
  const lab = await hubUnderTest()
  const many = Array.from({ length: count }, (_, at) => ({
    first_name: `P${at}`,
    last_name: at % 2 ? 'Odd' : 'Even',
  }))
  await lab.hub.records.createMany(company, 'people', many)
  return lab
}

test('a record looks as Connec! shows it', async () => {
  await using lab = await hubUnderTest()
  const created = await lab.hub.records.create(company, 'people', {
    first_name: 'Ada',
    email: { address: 'a@b.example' },
  })
  const { body } = await lab.call('GET', people)
  const connecId = created.id
  expect(body).toEqual({
    people: [
      {
        id: connecId,
        code: 'PE1',
        first_name: 'Ada',
        is_customer: false,
        is_supplier: false,
        is_lead: false,
        email: { address: 'a@b.example' },
        website: {},
        phone_work: {},
        phone_home: {},
        contact_channel: {},
        address_work: { billing: {}, billing2: {}, shipping: {}, shipping2: {} },
        address_home: { billing: {}, billing2: {}, shipping: {}, shipping2: {} },
        lead_status_changes: [],
        referred_leads: [],
        opportunities: [],
        notes: [],
        tasks: [],
        created_at: '2026-11-24T08:00:00Z',
        updated_at: '2026-11-24T08:00:00Z',
        group_id: 'cld-crm',
        channel_id: company,
        resource_type: 'people',
      },
    ],
    pagination: { skip: 0, top: 100, total: 1 },
  })
  expect(connecId).toEqual([{ id: expect.any(String), provider: 'connec', realm: company }])
})

test('without the header ids are plain', async () => {
  await using lab = await hubUnderTest()
  const organization = { name: 'Acme', id: [{ id: 7, provider: 'basecrm', realm: 'r' }] }
  await lab.call('POST', '/api/v2/cld-crm/organizations', { organizations: organization })
  await lab.call('POST', people, {
    people: { organization_id: [{ id: '7', provider: 'basecrm', realm: 'r' }] },
  })
  const { body } = await lab.call('GET', people, undefined, { 'connec-external-ids': 'false' })
  const organizations = await lab.call('GET', '/api/v2/cld-crm/organizations', undefined, {
    'connec-external-ids': '',
  })
  expect(body.people[0].organization_id).toBe(organizations.body.organizations[0].id)
  expect(body.people[0].id).toEqual(expect.any(String))
})

test('pages follow each other by next, which keeps every parameter and is absent at the end', async () => {
  await using lab = await withPeople(5)
  const first = await lab.call('GET', `${people}?%24top=2&%24filter=last_name+ne+'x'&foo=a/people`)
  expect(first.body.pagination).toEqual({ skip: 0, top: 2, total: 5, next: expect.any(String) })
  const next = new URL(first.body.pagination.next)
  expect(next.origin + next.pathname).toBe('https://api-connec.maestrano.com/api/v2/cld-crm/people')
  expect(next.search).toContain('%24skip=2')
  expect(Object.fromEntries(next.searchParams)).toMatchObject({
    $filter: "last_name ne 'x'",
    foo: 'a/people',
  })
  const last = await lab.call('GET', `${people}?%24top=2&%24skip=4`)
  expect(last.body.pagination).toEqual({ skip: 4, top: 2, total: 5 })
  expect(last.body.people).toHaveLength(1)
})

test('a last page that is full has no next either', async () => {
  await using lab = await withPeople(4)
  const { body } = await lab.call('GET', `${people}?%24top=2&%24skip=2`)
  expect(body.pagination).toEqual({ skip: 2, top: 2, total: 4 })
})

test('the total of a list is that of the moment, whatever was counted before', async () => {
  await using lab = await withPeople(3)
  const filtered = `${people}?%24top=2&%24filter=created_at+gte+'2026-01-01T00:00:00Z'`
  const totals = async () => [
    (await lab.call('GET', people)).body.pagination.total,
    (await lab.call('GET', filtered)).body.pagination.total,
    await lab.hub.records.count(company, 'people'),
  ]
  expect(await totals()).toEqual([3, 3, 3])
  await lab.call('POST', people, { people: { last_name: 'new' } })
  expect(await totals()).toEqual([4, 4, 4])
  const ops = [
    { method: 'post', url: people, params: { people: { last_name: 'newer' } } },
    { method: 'get', url: people, params: {} },
    { method: 'post', url: people, params: { people: { last_name: 'newest' } } },
  ]
  const { body } = await lab.call('POST', '/batch', { ops, sequential: true })
  expect(body.results[1].body.pagination.total).toBe(5)
  expect(await totals()).toEqual([6, 6, 6])
})

test('the client reads every page once, in order of creation, while records change', async () => {
  await using lab = await withPeople(7)
  const names: unknown[] = []
  for await (const { records } of lab.crmClient.list(connec.person, { pageSize: 3 })) {
    names.push(...records.map(({ fields }) => fields.first_name))
    lab.clock.advance(5_000)
    const [first] = await lab.hub.records.list(company, 'people')
    await lab.crmClient.write([
      {
        kind: 'update',
        resource: connec.person,
        connecId: connecIdOf(first),
        fields: { job_title: String(names.length) },
      },
    ])
  }
  expect(names).toEqual(['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6'])
})

test('a page has at most the cap', async () => {
  await using lab = await hubUnderTest({ pageCap: 2 })
  await lab.hub.records.createMany(company, 'items', [{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const names: unknown[] = []
  for await (const { records } of lab.crmClient.list(connec.item, { pageSize: 50 }))
    names.push(records.map(({ fields }) => fields.name))
  expect(names).toEqual([['a', 'b'], ['c']])
})

test.each([
  ["last_name eq 'Odd'", ['P1', 'P3']],
  ["last_name eq 'Odd' and first_name ne 'P1'", ['P3']],
  ["first_name eq 'P0' or first_name eq 'P3'", ['P0', 'P3']],
  ["(first_name eq 'P0' or first_name eq 'P3') AND last_name eq 'Odd'", ['P3']],
  ['first_name match /^P[12]$/', ['P1', 'P2']],
  ["first_name in ['P0',P2]", ['P0', 'P2']],
  ['job_title eq null', ['P0', 'P1', 'P2', 'P3']],
  ['job_title ne null', []],
  ['is_lead eq false', ['P0', 'P1', 'P2', 'P3']],
  ["first_name gt 'P1'", ['P2', 'P3']],
  ["code eq 'PE3'", ['P2']],
  ["updated_at gt '2026-11-24T07:59:59Z'", ['P0', 'P1', 'P2', 'P3']],
  ["updated_at gt '2026-11-24T08:00:00Z'", []],
  ["updated_at gte '2026-11-24T10:00:00+02:00'", ['P0', 'P1', 'P2', 'P3']],
  ["created_at lte '2026-11-24T08:00:00Z' and first_name lt 'P1'", ['P0']],
])('%s', async (filter, expected) => {
  await using lab = await withPeople(4)
  const { body } = await lab.call('GET', `${people}?${new URLSearchParams({ $filter: filter })}`)
  expect(body.people.map((person: { first_name: string }) => person.first_name)).toEqual(expected)
  expect(body.pagination.total).toBe(expected.length)
})

test('nested fields are filtered by either path, and quotes are doubled', async () => {
  await using lab = await hubUnderTest()
  await lab.hub.records.create(company, 'people', { last_name: "O'Hara", email: { address: 'x@y.example' } })
  for (const filter of [
    "email.address eq 'x@y.example'",
    "email/address eq 'x@y.example'",
    "last_name eq 'O''Hara'",
  ]) {
    const { body } = await lab.call('GET', `${people}?${new URLSearchParams({ $filter: filter })}`)
    expect(body.people).toHaveLength(1)
  }
})

test.each(['name', 'name is x', "name eq 'x", 'name eq', '(a eq 1', 'a in 1', 'a match /(/', 'a eq 1 b'])(
  'a filter that cannot be read is refused: %s',
  async (filter) => {
    await using lab = await hubUnderTest()
    const { status, body } = await lab.call('GET', `${people}?${new URLSearchParams({ $filter: filter })}`)
    expect(status).toBe(400)
    expect(body.errors[0]).toMatchObject({
      status: '400',
      title: 'Invalid filter',
      detail: expect.any(String),
    })
  },
)

test('lists are ordered as asked', async () => {
  await using lab = await withPeople(3)
  const namesBy = async (order: string) => {
    const { body } = await lab.call('GET', `${people}?${new URLSearchParams({ $orderby: order })}`)
    return body.people.map((person: { first_name: string }) => person.first_name)
  }
  expect(await namesBy('first_name desc')).toEqual(['P2', 'P1', 'P0'])
  expect(await namesBy('last_name')).toEqual(['P0', 'P2', 'P1'])
  expect(await namesBy('created_at ASC')).toEqual(['P0', 'P1', 'P2'])
  expect((await lab.call('GET', `${people}?%24orderby=a+b+c`)).status).toBe(400)
})

test('one record is an object under the plural name, an unknown one is 404', async () => {
  await using lab = await withPeople(1)
  const [first] = await lab.hub.records.list(company, 'people')
  const { body } = await lab.call('GET', `${people}/${connecIdOf(first)}`)
  expect(body.people.first_name).toBe('P0')
  expect(await lab.call('GET', `${people}/nobody`)).toMatchObject({
    status: 404,
    body: { errors: [{ code: 'resource-not-found', title: 'Resource not found' }] },
  })
})

test('many records are read by their ids, unknown ones are missing', async () => {
  await using lab = await withPeople(3)
  const all = await lab.hub.records.list(company, 'people')
  const { records } = await lab.crmClient.readMany(connec.person, [...all.map(connecIdOf), 'nobody'])
  expect(records.map(({ fields }) => fields.first_name)).toEqual(['P0', 'P1', 'P2'])
})

test('the company is there from the start', async () => {
  await using lab = await hubUnderTest()
  const { body } = await lab.call('GET', '/api/v2/cld-crm/company?')
  expect(body).toMatchObject({ company: { name: 'Acme', resource_type: 'company' } })
  expect(body.pagination).toBeUndefined()
  const { records } = await lab.crmClient.readMany(connec.company, [])
  expect(records[0]?.fields.name).toBe('Acme')
})

test('a group sees nothing with other keys', async () => {
  await using lab = await hubUnderTest()
  for (const authorization of ['', `Basic ${btoa('app-shop:key-shop')}`, 'Bearer x']) {
    const { status, body } = await lab.call('GET', people, undefined, { authorization })
    expect([status, body.errors[0].title]).toEqual([401, 'Unauthorized Access'])
  }
  expect((await lab.call('GET', '/api/v2/cld-nobody/people')).status).toBe(401)
})

test('records are the companys, not the groups', async () => {
  await using lab = await hubUnderTest()
  await lab.hub.addCompany({ uid: 'org-2', name: 'Other', groups: [] })
  lab.hub.addGroup('org-2', { uid: 'cld-2', apiId: 'app-crm', apiKey: 'key-crm' })
  await lab.call('POST', people, { people: { first_name: 'Ada' } })
  expect((await lab.call('GET', '/api/v2/cld-2/people')).body.people).toEqual([])
  expect((await lab.call('GET', '/api/v2/cld-2/company')).body.company.name).toBe('Other')
  let seenByShop = 0
  for await (const { records } of lab.shopClient.list(connec.person, { pageSize: 10 }))
    seenByShop += records.length
  expect(seenByShop).toBe(1)
})

test('collections, schemas and the version can be asked for', async () => {
  await using lab = await hubUnderTest()
  const { body } = await lab.call('GET', '/api/v2/cld-crm')
  expect(body._links).toContainEqual({ people: { href: people } })
  const schema = await lab.call('GET', '/api/v2/json_schema/people')
  expect(schema.body.properties.people.items.properties).toMatchObject({
    is_lead: { type: 'boolean' },
    birth_date: { type: 'string', format: 'date-time' },
  })
  expect(await lab.crmClient.version()).toBe('2.0')
  expect((await lab.call('GET', '/api/v2/cld-crm/nothing')).body.errors[0].title).toBe('Unknown Resource')
})

test('what the filter builder of the client says is understood', async () => {
  await using lab = await hubUnderTest()
  await lab.hub.records.createMany(company, 'items', [
    { name: "O'Hara (A.C/D)", reference: 'r1', quantity_on_hand: 5, is_inventoried: true },
    { name: 'O Hara AxC', quantity_on_hand: 10.5 },
  ])
  const day = new Date('2026-11-24T08:00:00Z')
  const queries = [
    filter().contains('name', '(A.C/D)').eq('is_inventoried', true),
    filter().eq('name', "O'Hara (A.C/D)").ne('reference', null),
    filter().lt('quantity_on_hand', 10.5).gte('quantity_on_hand', 5).gt('quantity_on_hand', -1),
    filter().lte('created_at', day).gte('created_at', day).ne('name', 'O Hara AxC'),
  ]
  for (const { query } of queries) {
    const list = lab.crmClient.list(connec.item, { pageSize: 10, filter: query, orderBy: 'name desc' })
    const names: unknown[] = []
    for await (const { records } of list) names.push(...records.map(({ fields }) => fields.name))
    expect({ query, names }).toEqual({ query, names: ["O'Hara (A.C/D)"] })
  }
})

test('a list comes in the order that is asked for', async () => {
  await using lab = await withPeople(3)
  const names: unknown[] = []
  for await (const { records } of lab.crmClient.list(connec.person, {
    pageSize: 2,
    orderBy: 'first_name desc',
  }))
    names.push(...records.map(({ fields }) => fields.first_name))
  expect(names).toEqual(['P2', 'P1', 'P0'])
})

test('a list of many is read to its end page by page, also when it grows meanwhile', async () => {
  await using hub = await hubUnderTest()
  const many = Array.from({ length: 1_100 }, (_, at) => ({ name: `Item ${at}` }))
  await hub.hub.records.createMany(company, 'items', many)
  const filter = encodeURIComponent("updated_at gt '2020-01-01T00:00:00Z'")
  for (const query of ['$top=250', `$top=250&$filter=${filter}`]) {
    const names: unknown[] = []
    let next: string | undefined = `/api/v2/cld-crm/items?${query}`
    while (next !== undefined) {
      const { body } = await hub.call('GET', next)
      names.push(...body.items.map(({ name }: { name: unknown }) => name))
      next = body.pagination.next?.slice(host.length)
      if (names.length === 500) await hub.hub.records.create(company, 'items', { name: 'later' })
    }
    expect(names.slice(0, 1_100)).toEqual(many.map(({ name }) => name))
    expect(names.slice(1_100)).toContain('later')
  }
})
