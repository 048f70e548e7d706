import { connec } from '@duet/connec-client'
import { RejectedError } from '@duet/core'
import { expect, test } from 'vitest'
import { company, connecIdOf, crmIdentity, hubUnderTest } from './hub-under-test.js'

const people = '/api/v2/cld-crm/people'
const own = (id: unknown) => ({ id, ...crmIdentity })
type Lab = Awaited<ReturnType<typeof hubUnderTest>>

const post = async (lab: Lab, collection: string, fields: object) => {
  const { status, body } = await lab.call('POST', `/api/v2/cld-crm/${collection}/`, { [collection]: fields })
  return { status, record: body[collection], errors: body.errors }
}
const put = async (lab: Lab, collection: string, id: string, fields: object) => {
  const { status, body } = await lab.call('PUT', `/api/v2/cld-crm/${collection}/${id}`, {
    [collection]: fields,
  })
  return { status, record: body[collection], errors: body.errors }
}
const lines = (record: { lines: { id: { id: string; provider: string }[]; description: string }[] }) =>
  record.lines.map(({ id, description }) => [
    description,
    ...id.filter(({ provider }) => provider !== 'connec').map((entry) => entry.id),
  ])

/* POST */

test('a new record is 201, has a place, a code and the ids sent', async () => {
  await using lab = await hubUnderTest()
  const answer = await lab.call('POST', people, {
    resource: 'people',
    people: { id: [own(21)], first_name: 'Ada' },
  })
  const connecId = connecIdOf(answer.body.people)
  expect(answer).toMatchObject({ status: 201, location: `/api/v2/cld-crm/people/${connecId}` })
  expect(answer.body.people).toMatchObject({
    code: 'PE1',
    id: [{ id: connecId, provider: 'connec', realm: company }, own('21')],
  })
})

test('codes count by type, a code that is sent stays', async () => {
  await using lab = await hubUnderTest()
  const codeOf = async (collection: string, fields: object) =>
    (await post(lab, collection, fields)).record.code
  expect(await codeOf('people', {})).toBe('PE1')
  expect(await codeOf('people', { is_lead: true })).toBe('LEA1')
  expect(await codeOf('people', {})).toBe('PE2')
  expect(await codeOf('organizations', {})).toBe('OR1')
  expect(await codeOf('items', { code: 'MINE' })).toBe('MINE')
  expect(await codeOf('items', {})).toBe('IT1')
  expect(await codeOf('opportunities', {})).toBe('POT1')
  expect(await codeOf('app_users', {})).toBe('US1')
  expect(await codeOf('tax_codes', {})).toBeUndefined()
})

test('a known external id makes a POST an update: 200', async () => {
  await using lab = await hubUnderTest()
  const first = await post(lab, 'people', {
    id: [own('21')],
    first_name: 'Ada',
    email: { address: 'a@b.example' },
  })
  const again = await post(lab, 'people', {
    id: [own(21)],
    first_name: 'Ada',
    email: { address2: 'c@d.example' },
  })
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.record.id).toEqual(first.record.id)
  expect(again.record.email).toEqual({ address: 'a@b.example', address2: 'c@d.example' })
  expect(await lab.hub.records.count(company, 'people')).toBe(1)
})

test('a plain id in a POST is a conflict', async () => {
  await using lab = await hubUnderTest()
  expect(await post(lab, 'people', { id: 'abc' })).toMatchObject({
    status: 409,
    errors: [{ title: 'Creation of resource with id', code: 'creation-of-resource-with-id' }],
  })
})

test('a record that does not fit its schema is refused, blanks fit everywhere', async () => {
  await using lab = await hubUnderTest()
  expect(await post(lab, 'people', { first_name: 'Ada', birth_date: '', organization_id: '' })).toMatchObject(
    {
      status: 201,
    },
  )
  expect(await post(lab, 'people', { birth_date: 'soon' })).toMatchObject({
    status: 400,
    errors: [{ title: 'Validation failed', detail: 'birth_date is invalid' }],
  })
  expect((await lab.call('POST', people, 'no json')).status).toBe(400)
  expect((await lab.call('POST', people, { items: {} })).status).toBe(400)
  expect((await lab.call('DELETE', `${people}/1`)).status).toBe(405)
  expect(await lab.hub.records.count(company, 'people')).toBe(1)
})

/* opts.matching_fields */

const matching = (id: string, fields: object, match: unknown) => ({
  id: [own(id)],
  ...fields,
  opts: { matching_fields: match },
})

test('a match merges into the existing record', async () => {
  await using lab = await hubUnderTest()
  const existing = await lab.hub.records.create(company, 'items', { name: 'Hammer 240g', reference: ' H240' })
  const { status, record } = await post(
    lab,
    'items',
    matching('7', { reference: 'H240', name: 'Hammer' }, ['reference']),
  )
  expect(status).toBe(200)
  expect(record).toMatchObject({ name: 'Hammer', id: [...[existing.id].flat(), own('7')] })
  expect(record.opts).toBeUndefined()
})

test('a flat list of fields is one group, nested lists are alternatives', async () => {
  await using lab = await hubUnderTest()
  await lab.hub.records.create(company, 'people', {
    first_name: 'Ada',
    last_name: 'Green',
    email: { address: 'ada@b.example' },
  })
  const statusOf = async (id: string, fields: object, match: unknown) =>
    (await post(lab, 'people', matching(id, fields, match))).status
  expect(await statusOf('1', { first_name: 'Ada', last_name: 'Blue' }, ['first_name', 'last_name'])).toBe(201)
  expect(
    await statusOf('2', { first_name: 'Eve', email: { address: 'ada@b.example' } }, [
      ['first_name', 'last_name'],
      ['email.address'],
    ]),
  ).toBe(200)
})

test('a blank never matches', async () => {
  await using lab = await hubUnderTest()
  await lab.hub.records.create(company, 'items', { name: 'No reference', reference: '' })
  for (const [id, reference] of [
    ['1', ''],
    ['2', '  '],
    ['3', null],
    ['4', undefined],
  ] as const)
    expect((await post(lab, 'items', matching(id, { name: 'x', reference }, ['reference']))).status).toBe(201)
})

test('the oldest record wins', async () => {
  await using lab = await hubUnderTest()
  const [oldest] = await lab.hub.records.createMany(company, 'items', [
    { reference: 'A' },
    { reference: 'A' },
  ])
  const { record } = await post(lab, 'items', matching('1', { reference: 'A' }, ['reference']))
  expect(connecIdOf(record)).toBe(connecIdOf(oldest))
})

test('a record the application already knows is never merged into, whatever matches', async () => {
  await using lab = await hubUnderTest()
  const first = await post(lab, 'items', matching('1', { reference: 'A', name: 'one' }, ['reference']))
  const second = await post(lab, 'items', matching('2', { reference: 'A', name: 'two' }, ['reference']))
  expect([first.status, second.status]).toEqual([201, 201])
  expect(connecIdOf(second.record)).not.toBe(connecIdOf(first.record))
  // another account, another application and another resource of the same one are others
  const other = await post(lab, 'items', {
    ...matching('1', { reference: 'A' }, ['reference']),
    id: [{ ...own('1'), realm: 'acc-10' }],
  })
  expect([other.status, connecIdOf(other.record)]).toEqual([200, connecIdOf(first.record)])
})

test('a contact and a lead of one person may merge: their ids have different scopes', async () => {
  await using lab = await hubUnderTest()
  const email = { email: { address: 'ada@b.example' } }
  const contact = await post(lab, 'people', matching('35', email, [['email.address']]))
  const lead = await post(lab, 'people', matching('lead:21', email, [['email.address']]))
  const otherLead = await post(lab, 'people', matching('lead:22', email, [['email.address']]))
  expect([contact.status, lead.status, otherLead.status]).toEqual([201, 200, 201])
  expect(lead.record.id).toEqual([...contact.record.id, own('lead:21')])
})

test('matches follow what records are changed to', async () => {
  await using lab = await hubUnderTest()
  const [item] = await lab.hub.records.createMany(company, 'items', [{ reference: 'old' }])
  const id = connecIdOf(item)
  expect((await post(lab, 'items', matching('1', { reference: 'none' }, ['reference']))).status).toBe(201)
  await put(lab, 'items', id, { reference: 'new' })
  expect((await post(lab, 'items', matching('2', { reference: 'old' }, ['reference']))).status).toBe(201)
  const merged = await post(lab, 'items', matching('3', { reference: 'new' }, ['reference']))
  expect([merged.status, connecIdOf(merged.record)]).toEqual([200, id])
})

/* PUT */

test('objects merge field by field, lists are replaced, the rest stays', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'people', {
    first_name: 'Ada',
    address_work: { billing: { city: 'Sydney', line1: '1 Park Road' } },
    lead_status_changes: [{ status: 'a' }],
  })
  const changed = await put(lab, 'people', connecIdOf(record), {
    address_work: { billing: { city: 'Perth' } },
    lead_status_changes: [{ status: 'b' }],
  })
  expect(changed.status).toBe(200)
  expect(changed.record).toMatchObject({
    first_name: 'Ada',
    address_work: { billing: { city: 'Perth', line1: '1 Park Road' } },
    lead_status_changes: [{ status: 'b' }],
  })
  expect((await put(lab, 'people', 'nobody', {})).status).toBe(404)
})

test('every change bumps updated_at in whole seconds, ids alone do not', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'people', { first_name: 'Ada' })
  const id = connecIdOf(record)
  lab.clock.advance(61_000)
  const announced = await put(lab, 'people', id, { id: [own('21')] })
  expect(announced.record).toMatchObject({
    id: [...record.id, own('21')],
    updated_at: '2026-11-24T08:00:00Z',
  })
  expect((await put(lab, 'people', id, { first_name: 'Ada' })).record.updated_at).toBe('2026-11-24T08:00:00Z')
  const changed = await put(lab, 'people', id, { first_name: 'Eve', updated_at: '2001-01-01T00:00:00Z' })
  expect(changed.record).toMatchObject({
    created_at: '2026-11-24T08:00:00Z',
    updated_at: '2026-11-24T08:01:01Z',
  })
})

test('a newer id of the same realm and resource replaces the older one, others stay', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'people', { id: [own('1'), own('lead:1')] })
  const { record: changed } = await put(lab, 'people', connecIdOf(record), { id: [own('2')] })
  expect(changed.id.slice(1)).toEqual([own('2'), own('lead:1')])
})

/* Lines */

const invoice = (...rows: object[]) => ({ title: '#1', lines: rows })

test('lines get ids of the hub and keep those of the application', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(
    lab,
    'invoices',
    invoice({ id: [own('a')], description: 'Nail' }, { description: 'Hammer' }),
  )
  expect(lines(record)).toEqual([['Nail', 'a'], ['Hammer']])
  expect(record.lines[0].id[0]).toEqual({ id: expect.any(String), provider: 'connec', realm: company })
})

test('lines merge by any id both know, in any order (A16)', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(
    lab,
    'invoices',
    invoice({ id: [own('a')], description: 'Nail', quantity: 3 }, { id: [own('b')], description: 'Hammer' }),
  )
  const { record: changed } = await put(lab, 'invoices', connecIdOf(record), {
    lines: [
      { id: [own('b')], description: 'Big hammer' },
      { id: record.lines[0].id, quantity: 4 },
      { id: [own('c')], description: 'Saw' },
    ],
  })
  expect(lines(changed)).toEqual([
    ['Nail', 'a'],
    ['Big hammer', 'b'],
    ['Saw', 'c'],
  ])
  expect(changed.lines[0].quantity).toBe(4)
  expect(changed.lines[0].id).toEqual(record.lines[0].id)
})

test('lines that are not sent stay, unless opts.sparse is false', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(
    lab,
    'invoices',
    invoice({ id: [own('a')], description: 'Nail' }, { id: [own('b')], description: 'Hammer' }),
  )
  const change = { lines: [{ id: [own('b')], description: 'Saw' }] }
  expect(lines((await put(lab, 'invoices', connecIdOf(record), change)).record)).toEqual([
    ['Nail', 'a'],
    ['Saw', 'b'],
  ])
  const { record: fewer } = await put(lab, 'invoices', connecIdOf(record), {
    ...change,
    opts: { sparse: false },
  })
  expect(lines(fewer)).toEqual([['Saw', 'b']])
})

test('lines without ids replace the list, those that say the same keep theirs', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(
    lab,
    'invoices',
    invoice({ id: [own('a')], description: 'Nail' }, { description: 'Saw' }),
  )
  const { record: changed } = await put(lab, 'invoices', connecIdOf(record), {
    lines: [{ description: 'Hammer' }, { description: 'Nail' }],
  })
  expect(lines(changed)).toEqual([['Hammer'], ['Nail', 'a']])
})

test('the same lines sent again change nothing, references in them included', async () => {
  await using lab = await hubUnderTest()
  await post(lab, 'items', { id: [own('9')], name: 'Nail' })
  const fields = { id: [own('1')], ...invoice({ item_id: [own('9')], quantity: 2 }) }
  const { record } = await post(lab, 'invoices', fields)
  lab.clock.advance(5_000)
  expect((await post(lab, 'invoices', fields)).record).toEqual(record)
})

test('line ids alone neither bump updated_at nor change a line', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'invoices', invoice({ description: 'Nail', quantity: 1 }))
  lab.clock.advance(10_000)
  const { record: changed } = await put(lab, 'invoices', connecIdOf(record), {
    id: [own('9')],
    lines: [{ id: [...record.lines[0].id, own('new')] }],
  })
  expect(lines(changed)).toEqual([['Nail', 'new']])
  expect(changed).toMatchObject({ updated_at: record.updated_at, lines: [{ quantity: 1 }] })
})

test('the amount of a payment is the sum of its lines', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'payments', {
    amount: { total_amount: 1, currency: 'AUD' },
    payment_lines: [{ amount: 20.1 }, { amount: 0.2 }],
  })
  expect(record.amount).toMatchObject({ total_amount: 20.3, currency: 'AUD' })
})

/* References */

test('a reference is found by any id of its record and shown with all of them', async () => {
  await using lab = await hubUnderTest()
  const { record: organization } = await post(lab, 'organizations', { id: [own('7')], name: 'Acme' })
  for (const reference of [[own(7)], organization.id, connecIdOf(organization)]) {
    const { record } = await post(lab, 'people', { organization_id: reference })
    expect(record.organization_id).toEqual(organization.id)
  }
})

test('an empty text or null clears a reference', async () => {
  await using lab = await hubUnderTest()
  const { record: organization } = await post(lab, 'organizations', { name: 'Acme' })
  for (const empty of ['', null]) {
    const { record } = await post(lab, 'people', { organization_id: organization.id })
    expect(
      (await put(lab, 'people', connecIdOf(record), { organization_id: empty })).record.organization_id,
    ).toBe('')
  }
})

test('a reference nobody knows yet is kept and completed when its record appears', async () => {
  await using lab = await hubUnderTest()
  const { record } = await post(lab, 'invoices', { person_id: [own('5')], lines: [{ item_id: [own('9')] }] })
  expect(record.person_id).toEqual([own('5')])
  const plain = await lab.call('GET', `/api/v2/cld-crm/invoices/${connecIdOf(record)}`, undefined, {
    'connec-external-ids': 'false',
  })
  expect(plain.body.invoices.person_id).toBe('')

  lab.clock.advance(5_000)
  const { record: person } = await post(lab, 'people', { id: [own('5')], first_name: 'Ada' })
  const [item] = await lab.hub.records.createMany(company, 'items', [{ name: 'Nail' }])
  await put(lab, 'items', connecIdOf(item), { id: [own('9')] })
  const { body } = await lab.call('GET', `/api/v2/cld-crm/invoices/${connecIdOf(record)}`)
  expect(body.invoices.person_id).toEqual(person.id)
  expect(body.invoices.lines[0].item_id).toEqual([...[item?.id].flat(), own('9')])
  expect(body.invoices.updated_at).toBe('2026-11-24T08:00:05Z')
})

/* The company */

test('the company is one record, however it is written', async () => {
  await using lab = await hubUnderTest()
  const { body } = await lab.call('GET', '/api/v2/cld-crm/company')
  const id = connecIdOf(body.company)
  const answers = [
    await lab.call('PUT', '/api/v2/cld-crm/company', { company: { currency: 'AUD' } }),
    await lab.call('PUT', `/api/v2/cld-crm/company/${id}`, { company: { id: [own('acc')] } }),
    await lab.call('POST', '/api/v2/cld-crm/company/', { company: { timezone: '+10:00' } }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(answers[2]?.body.company).toMatchObject({
    name: 'Acme',
    currency: 'AUD',
    id: [...body.company.id, own('acc')],
  })
  expect((await lab.call('PUT', '/api/v2/cld-crm/company/other', { company: {} })).status).toBe(404)
})

/* Batches */

test('operations of a batch have their own outcomes, and see those before them', async () => {
  await using lab = await hubUnderTest()
  const ops = [
    {
      method: 'post',
      url: '/api/v2/cld-crm/organizations/',
      params: { organizations: { id: [own('7')], name: 'Acme' } },
    },
    { method: 'post', url: '/api/v2/cld-crm/people/', params: { people: { organization_id: [own('7')] } } },
    { method: 'post', url: '/api/v2/cld-crm/people/', params: { people: { birth_date: 'soon' } } },
    { method: 'put', url: '/api/v2/cld-crm/people/nobody', params: { people: {} } },
    { url: '/api/v2/cld-crm/people', params: { $filter: 'is_lead eq false' } },
    { method: 'post', url: '/api/v2/cld-shop/people/', params: { people: {} } },
    { method: 'post', url: '/elsewhere', params: {} },
  ]
  const { status, body } = await lab.call('POST', '/batch', { sequential: true, ops })
  expect(status).toBe(200)
  expect(body.results.map((result: { status: number }) => result.status)).toEqual([
    201, 201, 400, 404, 200, 401, 404,
  ])
  expect(body.results[1].body.people.organization_id).toHaveLength(2)
  expect(body.results[4].body.people).toHaveLength(1)
  expect(body.results[2].body.errors[0].detail).toBe('birth_date is invalid')
})

test('a batch that is none is refused as a whole', async () => {
  await using lab = await hubUnderTest({ batchLimit: 2 })
  const op = { url: '/api/v2/cld-crm/people' }
  const complaint = async (body: unknown) => {
    const answer = await lab.call('POST', '/batch', body)
    expect(answer.status).toBe(422)
    return answer.body.error.message
  }
  expect(await complaint({ ops: [op] })).toBe('Sequential flag is currently required')
  expect(await complaint({ sequential: true, ops: [] })).toBe('No operations provided')
  expect(await complaint({ sequential: true, ops: [op, op, op] })).toBe(
    'Only 2 operations can be submitted at once, 3 were provided',
  )
  expect(await complaint({ sequential: true, ops: [{}] })).toContain('URL')
})

/* The client against the hub */

test('the client writes and reads back what it wrote, in its own ids', async () => {
  await using lab = await hubUnderTest()
  const results = await lab.crmClient.write([
    { kind: 'create', resource: connec.organization, externalId: '7', fields: { name: 'Acme' } },
    {
      kind: 'create',
      resource: connec.person,
      externalId: 'lead:21',
      fields: { first_name: 'Ada', birth_date: new Date('1979-06-07T00:00:00Z'), organization_id: '7' },
    },
    {
      kind: 'create',
      resource: connec.person,
      externalId: '1',
      fields: { is_lead: true, organization_id: '404' },
    },
  ])
  expect(results).toMatchObject([
    { ok: true, status: 201 },
    { ok: true, externalIds: ['lead:21'] },
    { ok: true },
  ])
  const { value } = await lab.crmClient.list(connec.person, { pageSize: 10 }).next()
  expect(value?.failures).toEqual([])
  expect(value?.records).toMatchObject([
    { externalIds: ['lead:21'], fields: { first_name: 'Ada', organization_id: '7' }, missing: [] },
    { externalIds: ['1'], fields: { is_lead: true, organization_id: '404' }, missing: [] },
  ])
  const { value: seenByShop } = await lab.shopClient.list(connec.person, { pageSize: 10 }).next()
  expect(seenByShop?.records).toMatchObject([
    { externalIds: [], missing: [{ path: 'organization_id', resource: 'organization' }] },
    { externalIds: [], missing: [] },
  ])
})

test('an announced id is found by the next create, so that a lost answer makes no second record', async () => {
  await using lab = await hubUnderTest()
  lab.faults.add({ when: { method: 'POST', path: '/batch' }, times: 1, do: { kind: 'lost-answer' } })
  const write = {
    kind: 'create',
    resource: connec.person,
    externalId: '21',
    fields: { first_name: 'Ada' },
  } as const
  expect(await lab.crmClient.write([write])).toMatchObject([{ ok: true, externalIds: ['21'] }])
  expect(await lab.hub.records.count(company, 'people')).toBe(1)
})

test('a refusal reaches the client in words', async () => {
  await using lab = await hubUnderTest()
  const [result] = await lab.crmClient.write([
    { kind: 'update', resource: connec.person, connecId: 'x', fields: { first_name: 'Ada' } },
  ])
  expect(result?.ok === false && result.error.message).toContain('Resource not found')
  await expect(lab.crmClient.list(connec.person, { filter: 'nonsense', pageSize: 1 }).next()).rejects.toThrow(
    RejectedError,
  )
})
