import {
  AuthorizationError,
  defineConnecResource,
  ExternalApiError,
  InvalidRecordError,
  RejectedError,
  UnansweredError,
} from '@duet/core'
import { json, mockNetwork, networkError } from '@duet/simulator'
import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { connec } from './connec.js'
import type { ConnecPage } from './connec-record.js'
import type { ConnecWrite } from './connec-write.js'
import { createConnec } from './create-connec.js'
import { createConnecHttp } from './create-connec-http.js'

const host = 'https://api-connec.maestrano.com'
const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const identity = { provider: 'basecrm', realm: 'acc-9' }
const own = (id: string) => ({ id, ...identity })
const hub = (id: string) => ({ id, provider: 'connec', realm: 'org-fbte' })
const client = createConnec({
  http: createConnecHttp({
    host,
    apiId: 'app-1',
    apiKey: 'secret',
    userAgent: 'Duet/test',
    retry: { tries: 3, minDelayMs: 1, maxDelayMs: 1 },
  }),
  groupId: 'cld-1',
  ...identity,
})

const collect = async (pages: AsyncIterable<ConnecPage>) => {
  const ids: string[] = []
  for await (const { records } of pages) ids.push(...records.map(({ id }) => id))
  return ids
}
const queryOf = (request: Request) => new URL(request.url).searchParams

/* Reading */

test('a list is read by its next links, with the filter of the first request', async () => {
  const asked: string[] = []
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, ({ request }) => {
      asked.push(
        `${queryOf(request).get('$filter')} | ${queryOf(request).get('$top')} ${queryOf(request).get('$skip')}`,
      )
      expect(Object.fromEntries(request.headers)).toMatchObject({
        accept: 'application/vnd.api+json',
        authorization: `Basic ${btoa('app-1:secret')}`,
        'connec-external-ids': 'true',
      })
      const next = new URL(request.url)
      next.searchParams.set('$skip', '2')
      return queryOf(request).has('$skip')
        ? json(200, { people: [{ id: [hub('3')] }], pagination: { total: 3 } })
        : json(200, {
            people: [{ id: [hub('1')] }, { id: [hub('2')] }],
            pagination: { total: 3, next: next.href },
          })
    }),
  )
  const since = new Date('2026-11-24T08:00:00Z')
  expect(
    await collect(client.list(connec.person, { since, filter: 'is_lead eq true', pageSize: 2 })),
  ).toEqual(['1', '2', '3'])
  const filter = "updated_at gt '2026-11-24T08:00:00Z' and is_lead eq true"
  expect(asked).toEqual([`${filter} | 2 null`, `${filter} | 2 2`])
})

test.each([
  ['an object', { id: [hub('1')] }, ['1']],
  ['a list', [{ id: [hub('1')] }], ['1']],
  ['an empty list', [], []],
])('what exists once may come as %s', async (_, company, ids) => {
  network.use(http.get(`${host}/api/v2/cld-1/company`, () => json(200, { company })))
  expect(await collect(client.list(connec.company, { pageSize: 10 }))).toEqual(ids)
})

test('an interrupted list goes on where it stopped', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, ({ request }) => {
      expect(request.url).toBe(`${host}/api/v2/cld-1/people?%24skip=40&%24top=20`)
      return json(200, { people: [{ id: [hub('41')] }] })
    }),
  )
  expect(await collect(client.list(connec.person, { pageSize: 20, skip: 40 }))).toEqual(['41'])
})

test('a next link with the name of the collection in its query is followed as it is (B13)', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, ({ request }) =>
      queryOf(request).get('p') === '2' && queryOf(request).get('filter') === 'a/people'
        ? json(200, { people: [{ id: [hub('2')] }], pagination: { next: null } })
        : json(200, {
            people: [{ id: [hub('1')] }],
            pagination: { next: `${host}/api/v2/cld-1/people?filter=a/people&p=2` },
          }),
    ),
  )
  expect(await collect(client.list(connec.person, { pageSize: 1 }))).toEqual(['1', '2'])
})

test('a next link to another host is not followed', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, () =>
      json(200, { people: [], pagination: { next: 'https://elsewhere.example/people?p=2' } }),
    ),
  )
  await expect(collect(client.list(connec.person, { pageSize: 1 }))).rejects.toThrow(ExternalApiError)
})

test.each([
  ['another collection', { items: [] }],
  ['null', { people: null }],
  ['an object', { people: { first_name: 'Ada' } }],
])('%s instead of the list is an error, never an empty page', async (_, body) => {
  network.use(http.get(`${host}/api/v2/cld-1/people`, () => json(200, body)))
  await expect(collect(client.list(connec.person, { pageSize: 1 }))).rejects.toThrow(InvalidRecordError)
})

test('a record that cannot be read is reported, the page goes on', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, () =>
      json(200, { people: [{ id: [hub('1')], is_lead: 'x' }, [{ id: [hub('2')] }]] }),
    ),
  )
  for await (const page of client.list(connec.person, { pageSize: 1 })) {
    expect(page.records.map(({ id }) => id)).toEqual(['2'])
    expect(page.failures.map(({ id }) => id)).toEqual(['1'])
  }
})

test('the company is one record, read without a page size', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/company`, ({ request }) => {
      expect([...queryOf(request).keys()]).toEqual([])
      return json(200, { company: { id: [hub('co')], name: 'Acme' } })
    }),
  )
  expect(await collect(client.list(connec.company, { pageSize: 50 }))).toEqual(['co'])
  expect((await client.readMany(connec.company, [])).records[0]?.fields.name).toBe('Acme')
})

test('many records are read fifty ids a request', async () => {
  const filters: string[] = []
  network.use(
    http.get(`${host}/api/v2/cld-1/items`, ({ request }) => {
      const filter = String(queryOf(request).get('$filter'))
      filters.push(filter)
      return json(200, {
        items: [...filter.matchAll(/'(\w+)'/g)].map(([, id]) => ({ id: [hub(String(id))] })),
      })
    }),
  )
  const ids = Array.from({ length: 60 }, (_, at) => `i${at}`)
  const { records } = await client.readMany(connec.item, [...ids, 'i0'])
  expect(records.map(({ id }) => id)).toEqual(ids)
  expect(filters).toHaveLength(2)
  expect(filters[1]).toBe("_id in ['i50','i51','i52','i53','i54','i55','i56','i57','i58','i59']")
})

test('wrong keys are told in words', async () => {
  network.use(
    http.get(`${host}/api/v2/cld-1/people`, () => json(401, { errors: [{ title: 'Unauthorized Access' }] })),
  )
  const reading = collect(client.list(connec.person, { pageSize: 1 }))
  await expect(reading).rejects.toThrow(AuthorizationError)
  await expect(reading).rejects.toThrow('Unauthorized Access')
})

test('the version is that of the branch', async () => {
  network.use(http.get(`${host}/version`, () => json(200, { ci_branch: 'v1.1', ci_commit: '111' })))
  expect(await client.version()).toBe('1.1')
})

/* Writing */

interface SentOperation {
  method: string
  url: string
  params: Record<string, Record<string, unknown>>
}

/** Answers batches by `answer`, and keeps what was sent. */
function batches(
  answer: (ops: SentOperation[], call: number) => Response | Promise<Response>,
): SentOperation[][] {
  const sent: SentOperation[][] = []
  network.use(
    http.post<never, { sequential: boolean; ops: SentOperation[] }>(`${host}/batch`, async ({ request }) => {
      const { ops, sequential } = await request.json()
      expect(sequential).toBe(true)
      sent.push(ops)
      return answer(ops, sent.length)
    }),
  )
  return sent
}

const created = (id: string, ...ids: string[]) => ({
  status: 201,
  headers: {},
  body: { people: { id: [hub(id), ...ids.map(own)] } },
})
const person = (externalId: string): ConnecWrite => ({
  kind: 'create',
  resource: connec.person,
  externalId,
  fields: { first_name: externalId },
})

test('a create carries our id, folded references and the fields to match on', async () => {
  const [sent] = [batches(() => json(200, { results: [created('c1', '21')] }))]
  const results = await client.write([
    {
      kind: 'create',
      resource: connec.person,
      externalId: '21',
      match: [['email.address'], ['first_name', 'last_name']],
      fields: { first_name: 'Ada', birth_date: new Date('1979-06-07T00:00:00Z'), organization_id: '7' },
    },
  ])
  expect(sent[0]).toEqual([
    {
      method: 'post',
      url: '/api/v2/cld-1/people/',
      params: {
        people: {
          id: [own('21')],
          first_name: 'Ada',
          birth_date: '1979-06-07T00:00:00Z',
          organization_id: [own('7')],
          opts: { matching_fields: [['email.address'], ['first_name', 'last_name']] },
        },
      },
    },
  ])
  expect(results).toMatchObject([
    { ok: true, status: 201, merged: false, connecId: 'c1', externalIds: ['21'] },
  ])
})

test('an update sends what it is given, an announcement the ids alone', async () => {
  const sent = batches(() =>
    json(200, {
      results: [
        { status: 200, body: {} },
        { status: 200, body: null },
      ],
    }),
  )
  const results = await client.write([
    {
      kind: 'update',
      resource: connec.person,
      connecId: 'c 1',
      fields: { organization_id: null, job_title: null },
    },
    {
      kind: 'announce',
      resource: connec.invoice,
      connecId: 'c2',
      externalId: '5',
      lines: { lines: [{ id: [hub('l'), own('9')] }] },
    },
  ])
  expect(sent[0]).toEqual([
    {
      method: 'put',
      url: '/api/v2/cld-1/people/c%201',
      params: { people: { organization_id: '', job_title: null } },
    },
    {
      method: 'put',
      url: '/api/v2/cld-1/invoices/c2',
      params: { invoices: { id: [own('5')], lines: [{ id: [hub('l'), own('9')] }] } },
    },
  ])
  expect(results).toMatchObject([
    { ok: true, merged: false, connecId: 'c 1', record: undefined },
    { ok: true, connecId: 'c2' },
  ])
})

test('the answer of a create that met a record says so and carries it', async () => {
  batches(() =>
    json(200, {
      results: [{ status: 200, body: { people: { id: [hub('c9'), own('21')], first_name: 'Ada' } } }],
    }),
  )
  const [result] = await client.write([person('21')])
  expect(result).toMatchObject({
    ok: true,
    merged: true,
    connecId: 'c9',
    record: { fields: { first_name: 'Ada' } },
  })
})

test('writes go fifty at a time, one batch after the other', async () => {
  const sent = batches((ops) =>
    json(200, { results: ops.map((op) => created(`c-${String(op.params.people?.first_name)}`)) }),
  )
  const results = await client.write(Array.from({ length: 120 }, (_, at) => person(String(at))))
  expect(sent.map((ops) => ops.length)).toEqual([50, 50, 20])
  expect(results.map((result) => result.ok && result.connecId)).toEqual(
    Array.from({ length: 120 }, (_, at) => `c-${at}`),
  )
})

test('each operation has its own outcome', async () => {
  batches(() =>
    json(200, {
      results: [
        created('c1'),
        { status: 400, body: { errors: [{ title: 'Bad', detail: 'last_name is missing' }] } },
        { status: 404, body: { errors: [{ title: 'Resource not found' }] } },
      ],
    }),
  )
  const results = await client.write([person('1'), person('2'), person('3')])
  expect(results.map(({ ok }) => ok)).toEqual([true, false, false])
  const errors = results.flatMap((result) => (result.ok ? [] : [result.error]))
  expect(errors[0]).toBeInstanceOf(RejectedError)
  expect(errors[0]?.message).toContain('last_name is missing')
  // not-found on a create is a failure, never a record that is gone
  expect(errors[1]?.constructor).toBe(ExternalApiError)
})

test.each([
  ['fewer results', { results: [created('c1')] }],
  ['more results', { results: [created('c1'), null, created('c3'), created('c4')] }],
  ['a result without a status', { results: [created('c1'), { body: created('c2').body }] }],
  ['a status in a text', { results: [created('c1'), { ...created('c2'), status: '201' }] }],
  ['a result without an id', { results: [created('c1'), { status: 201, body: { people: {} } }] }],
])('%s: the operations without an outcome are unanswered, the others stand (B10)', async (_, body) => {
  batches(() => json(200, body))
  const [first, second] = await client.write([person('1'), person('2')])
  expect(first).toMatchObject({ ok: true, connecId: 'c1' })
  expect(second?.ok === false && second.error).toBeInstanceOf(UnansweredError)
})

test.each([
  ['no results', () => json(200, { errors: ['x'] })],
  ['an empty body', () => new HttpResponse(null, { status: 200 })],
  ['a page', () => HttpResponse.html('<h1>Hello</h1>')],
])('%s: every operation is unanswered (B10)', async (_, answer) => {
  batches(answer)
  const results = await client.write([person('1'), person('2')])
  expect(results.every((result) => !result.ok && result.error instanceof UnansweredError)).toBe(true)
})

test('a result that names another record is not believed (B10)', async () => {
  batches(() => json(200, { results: [created('c2')] }))
  const [result] = await client.write([
    { kind: 'update', resource: connec.person, connecId: 'c1', fields: {} },
  ])
  expect(result?.ok === false && result.error).toBeInstanceOf(UnansweredError)
})

test('an update is followed to the record the hub has merged it into', async () => {
  const merged = (id: string) => ({ ...created(id), status: 200 })
  const update = (connecId: string) =>
    ({ kind: 'update', resource: connec.person, connecId, fields: {} }) as const
  batches(() => json(200, { results: [merged('c9')] }))
  expect(await client.write([update('c1')])).toMatchObject([{ ok: true, connecId: 'c9' }])
  // results in the wrong order are no merges (B10)
  batches(() => json(200, { results: [merged('c2'), merged('c1')] }))
  const shuffled = await client.write([update('c1'), update('c2')])
  expect(shuffled.map(({ ok }) => ok)).toEqual([false, false])
})

test('the options of a mapper travel beside those of the match', async () => {
  const withOptions = defineConnecResource({
    name: 'person',
    collection: 'people',
    fields: { first_name: z.string(), opts: z.object({ create_only: z.boolean() }) },
  })
  const sent = batches(() => json(200, { results: [created('c1')] }))
  const fields = { first_name: 'Ada', opts: { create_only: true } }
  await client.write([
    { kind: 'create', resource: withOptions, externalId: '1', fields, match: [['first_name']] },
  ])
  expect(sent[0]?.[0]?.params.people?.opts).toEqual({ create_only: true, matching_fields: [['first_name']] })
})

test('a draft that does not fit costs itself alone and is not sent', async () => {
  const sent = batches(() => json(200, { results: [created('c2')] }))
  const results = await client.write([
    { kind: 'create', resource: connec.person, externalId: '1', fields: { is_lead: 'maybe' } },
    person('2'),
  ])
  expect(sent[0]).toHaveLength(1)
  expect(results[0]?.ok === false && results[0].error).toBeInstanceOf(InvalidRecordError)
  expect(results[1]).toMatchObject({ ok: true, connecId: 'c2' })
})

test('a batch whose answer was lost is sent again', async () => {
  const sent = batches((_, call) => (call === 1 ? networkError() : json(200, { results: [created('c1')] })))
  expect(await client.write([person('1')])).toMatchObject([{ ok: true }])
  expect(sent).toHaveLength(2)
})

test('a hub that is down throws', async () => {
  batches(() => json(503, {}))
  await expect(client.write([person('1')])).rejects.toThrow(ExternalApiError)
})

test('a later batch that fails does not lose the earlier ones (B10)', async () => {
  batches((ops, call) =>
    call === 1 ? json(200, { results: ops.map((_, at) => created(`c${at}`)) }) : json(503, {}),
  )
  const results = await client.write(Array.from({ length: 60 }, (_, at) => person(String(at))))
  expect(results.filter(({ ok }) => ok)).toHaveLength(50)
  expect(results.slice(50).every((result) => !result.ok && result.error instanceof ExternalApiError)).toBe(
    true,
  )
})

test('nothing to write is no request', async () => {
  expect(await client.write([])).toEqual([])
})
