import { AuthorizationError, ExternalApiError, RejectedError, UnansweredError } from '@duet/core'
import { json } from '@duet/simulator'
import { delay, HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { type ConnecWrite, connec } from '../src/index.js'
import { host, hub, hubClient, own } from './hub-client.js'

const { network, client } = hubClient({ timeoutMs: 300 })

interface Operation {
  params: { people: { first_name: string } }
}
type Answer = (names: readonly string[], call: number) => Response | Promise<Response>

/** Answers batches, and keeps how the writes of each were named. */
function batches(answer: Answer): (readonly string[])[] {
  const sent: (readonly string[])[] = []
  network.use(
    http.post<never, { ops: Operation[] }>(`${host}/batch`, async ({ request }) => {
      const { ops } = await request.json()
      const names = ops.map(({ params }) => params.people.first_name)
      sent.push(names)
      return answer(names, sent.length)
    }),
  )
  return sent
}

const create = (name: string): ConnecWrite => ({
  kind: 'create',
  resource: connec.person,
  externalId: name,
  fields: { first_name: name },
})
const creates = (count: number) => Array.from({ length: count }, (_, at) => create(String(at)))
const created = (name: string) => ({ status: 201, body: { people: { id: [hub(`c${name}`), own(name)] } } })
const all: Answer = (names) => json(200, { results: names.map(created) })

const outcomes = async (writes: readonly ConnecWrite[]) =>
  (await client.write(writes)).map((result) => (result.ok ? result.connecId : result.error.constructor.name))

test('every operation keeps its own outcome, whatever the others came to (B10)', async () => {
  batches(() =>
    json(201, {
      results: [
        created('0'),
        { status: 200, body: { people: { id: [hub('c1'), own('1')] } } },
        { status: 400, body: { errors: [{ title: 'Invalid', detail: 'name is missing' }] } },
        { status: 409, body: { errors: [{ status: '404', title: 'Creation of resource with id' }] } },
        { status: 401, body: { errors: [{ title: 'Unauthorized Access' }] } },
        { status: 429, body: '' },
        { status: 500, body: { error: { message: 'undefined method' } } },
        { status: 302, body: null },
        null,
      ],
    }),
  )
  expect(await outcomes(creates(9))).toEqual([
    'c0',
    'c1',
    'RejectedError',
    'RejectedError',
    'AuthorizationError',
    'RateLimitError',
    'ExternalApiError',
    'ExternalApiError',
    'UnansweredError',
  ])
})

test.each([
  ['429', () => json(429, {})],
  ['a failure of the server', () => json(503, { errors: [{ title: 'Internal server error' }] })],
  ['a broken connection', () => HttpResponse.error()],
  ['no answer in time', () => delay(600).then(() => json(200, { results: [] }))],
])('after %s a batch is sent again: each operation carries an id (B11)', async (_, first) => {
  const sent = batches((names, call) => (call === 1 ? first() : all(names, call)))
  expect(await outcomes(creates(2))).toEqual(['c0', 'c1'])
  expect(sent).toEqual([
    ['0', '1'],
    ['0', '1'],
  ])
})

test.each([
  ['400', () => json(400, { errors: [{ title: 'Unknown Resource' }] }), RejectedError],
  ['401', () => json(401, { errors: [{ title: 'Unauthorized Access' }] }), AuthorizationError],
  ['500 that lasts', () => json(500, {}), ExternalApiError],
  ['a connection that stays broken', () => HttpResponse.error(), UnansweredError],
])(
  '%s for the first batch throws: nothing was carried out, nothing is marked (B10)',
  async (_, answer, kind) => {
    batches(answer)
    await expect(client.write(creates(2))).rejects.toThrow(kind)
  },
)

test('a batch the hub finds too big is halved until it fits, in order', async () => {
  const sent = batches((names, call) => (names.length > 20 ? json(413, {}) : all(names, call)))
  expect(await outcomes(creates(60))).toEqual(Array.from({ length: 60 }, (_, at) => `c${at}`))
  expect(sent.map((names) => names.length)).toEqual([50, 25, 13, 12, 25, 13, 12, 10])
})

test('a hub with a lower limit of operations is served in its own measure', async () => {
  const message = 'Only 10 operations can be submitted at once, 50 were provided'
  const sent = batches((names, call) =>
    names.length > 10 ? json(422, { error: { message } }) : all(names, call),
  )
  expect(await outcomes(creates(50))).toHaveLength(50)
  expect(sent.filter((names) => names.length <= 10).flat()).toEqual(creates(50).map((_, at) => String(at)))
})

test('an operation that is too big by itself costs itself alone', async () => {
  batches((names, call) => (names.includes('1') ? json(413, {}) : all(names, call)))
  expect(await outcomes(creates(3))).toEqual(['c0', 'ExternalApiError', 'c2'])
})

test('when the hub goes away after a half was answered, that half stands (B10)', async () => {
  batches((names, call) => {
    if (names.length > 2) return json(413, {})
    return names.includes('0') ? all(names, call) : json(500, {})
  })
  expect(await outcomes(creates(4))).toEqual(['c0', 'c1', 'ExternalApiError', 'ExternalApiError'])
})

test('lines are written as a whole: what is no longer among them is removed', async () => {
  const sent: unknown[] = []
  network.use(
    http.post<never, { ops: { params: object }[] }>(`${host}/batch`, async ({ request }) => {
      const { ops } = await request.json()
      sent.push(...ops.map(({ params }) => params))
      return json(200, { results: ops.map(() => ({ status: 200, body: {} })) })
    }),
  )
  const update = { kind: 'update', resource: connec.invoice, connecId: 'c' } as const
  await client.write([
    { ...update, fields: { lines: [{ id: '1' }] } },
    { ...update, fields: { title: '#1' } },
    { ...update, kind: 'announce', externalId: '5', lines: { lines: [{ id: [hub('l'), own('1')] }] } },
  ])
  expect(sent).toEqual([
    { invoices: { lines: [{ id: [own('1')] }], opts: { sparse: false } } },
    { invoices: { title: '#1' } },
    { invoices: { id: [own('5')], lines: [{ id: [hub('l'), own('1')] }] } },
  ])
})

test('inputs of writes are never changed (A17)', async () => {
  batches(all)
  const write: ConnecWrite = {
    kind: 'create',
    resource: connec.person,
    externalId: '0',
    match: [['first_name']],
    fields: { first_name: '0', organization_id: '7', notes: [{ id: 'n', description: 'd' }] },
  }
  const before = structuredClone({ ...write, resource: null })
  await client.write([write])
  expect({ ...write, resource: null }).toEqual(before)
})
