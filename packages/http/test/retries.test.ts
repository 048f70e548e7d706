import {
  EntityNotFoundError,
  ExternalApiError,
  RateLimitError,
  RejectedError,
  UnansweredError,
  UnavailableError,
} from '@duet/core'
import { createFaults, json, mockNetwork, networkError, noContent, withFaults } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createBudget } from '../src/index.js'
import { API, client, errorOf } from './api.js'

const faults = createFaults()
const created: unknown[] = []
const network = mockNetwork(
  ...withFaults(
    [
      on.post(`${API}/contacts`, async ({ request }) => {
        created.push(await request.json())
        return json(200, { data: { id: created.length } })
      }),
      on.get(`${API}/contacts`, () => json(200, { items: [] })),
      on.put(`${API}/contacts/:id`, () => json(200, { data: { id: 1 } })),
      on.delete(`${API}/contacts/:id`, () => noContent()),
    ],
    faults,
  ),
)
beforeAll(() => network.listen())
afterEach(() => {
  network.resetHandlers()
  faults.clear()
  created.length = 0
})
afterAll(() => network.close())

const made = z.object({ data: z.object({ id: z.int() }) })
const page = z.object({ items: z.array(z.unknown()) })
const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

test('a refused create is never sent twice (A21)', async () => {
  await using http = client()
  for (const status of [400, 404, 409, 422, 500, 502, 503, 504]) {
    faults.clear()
    faults.add({ do: { kind: 'status', status, body: { errors: [] } } })
    await errorOf(http.post('/contacts', made, { json: {} }))
    expect(faults.hits).toHaveLength(1)
  }
  expect(http.waits).toEqual([])
})

test('a create whose answer was lost after the commit is not repeated (A21)', async () => {
  await using http = client()
  faults.add({ do: { kind: 'lost-answer' } })
  const error = await errorOf(http.post('/contacts', made, { json: { name: 'Ann' } }))
  expect(error).toBeInstanceOf(UnansweredError)
  expect(created).toEqual([{ name: 'Ann' }])
})

test('a create with a truncated answer was carried out and is not repeated (A21)', async () => {
  await using http = client()
  faults.add({ do: { kind: 'truncated' } })
  expect(await errorOf(http.post('/contacts', made, { json: {} }))).toBeInstanceOf(UnansweredError)
  expect(created).toHaveLength(1)
})

test('a create that timed out is not repeated (A21)', async () => {
  await using http = client({ timeoutMs: 20 })
  faults.add({ do: { kind: 'latency', ms: 60, committed: true } })
  const error = await errorOf(http.post('/contacts', made, { json: {} }))
  expect(error).toBeInstanceOf(UnansweredError)
  expect(error).toHaveProperty('message', expect.stringContaining('no answer in time'))
  expect(created).toHaveLength(1)
})

test('a create whose connection was refused is sent again: nothing had left', async () => {
  await using http = client()
  let tries = 0
  network.use(
    on.post(`${API}/contacts`, () => (++tries < 3 ? networkError(refused) : json(200, { data: { id: 1 } }))),
  )
  expect(await http.post('/contacts', made, { json: {} })).toEqual({ data: { id: 1 } })
  expect(tries).toBe(3)
})

test('an idempotent create whose answer was lost is sent again', async () => {
  await using http = client()
  faults.add({ times: 1, do: { kind: 'lost-answer' } })
  expect(await http.post('/contacts', made, { json: {}, idempotent: true })).toEqual({ data: { id: 2 } })
})

test('a create that was limited is sent again: it was not carried out', async () => {
  await using http = client()
  faults.add({ times: 2, do: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } })
  await http.post('/contacts', made, { json: {} })
  expect(created).toHaveLength(1)
  expect(http.waits).toEqual([7000, 7000])
})

test.each([500, 502, 503, 504])(
  'a read is tried again after a %i, with a growing wait (B11)',
  async (status) => {
    await using http = client()
    faults.add({ times: 3, do: { kind: 'status', status } })
    await http.get('/contacts', page)
    expect(http.waits).toEqual([250, 500, 1000])
  },
)

test('a read and an update are tried again when the connection broke (B11)', async () => {
  await using http = client()
  faults.add({ times: 1, do: { kind: 'refused' } })
  await http.get('/contacts', page)
  faults.add({ times: 1, do: { kind: 'truncated' } })
  await http.put('/contacts/1', made, { json: {} })
  expect(http.waits).toHaveLength(2)
})

test('a failure of the server that lasts is an ExternalApiError with its status', async () => {
  await using http = client()
  faults.add({ do: { kind: 'status', status: 503 } })
  const error = await errorOf(http.get('/contacts', page))
  expect(error).toBeInstanceOf(ExternalApiError)
  expect(error).toMatchObject({
    status: 503,
    message: expect.stringMatching(/^Failed to GET \/contacts: .+ \(503\)\. /),
  })
  expect(faults.hits).toHaveLength(5)
})

test('a network that stays broken is an UnansweredError, never an empty page (A19)', async () => {
  await using http = client()
  faults.down()
  expect(await errorOf(http.get('/contacts', page))).toBeInstanceOf(UnansweredError)
  expect(faults.hits).toHaveLength(5)
})

test('a Retry-After as a date is waited for', async () => {
  await using http = client()
  const date = new Date(Date.now() + 10_000).toUTCString()
  faults.add({ times: 1, do: { kind: 'status', status: 503, headers: { 'retry-after': date } } })
  await http.get('/contacts', page)
  expect(http.waits[0]).toBeGreaterThan(8000)
  expect(http.waits[0]).toBeLessThanOrEqual(10_000)
})

test('a Retry-After beyond the longest time is not waited for; the error says how long', async () => {
  await using http = client({ retry: { maxElapsedMs: 60_000 } })
  faults.add({ do: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } })
  const error = await errorOf(http.get('/contacts', page))
  expect(error).toBeInstanceOf(RateLimitError)
  expect(error).toMatchObject({ retryAfterMs: 3_600_000, status: 429 })
  expect(http.waits).toEqual([])
})

test('a storm of 429 loses no write and repeats none', async () => {
  const now = { ms: 0 }
  const budget = createBudget({
    now: () => now.ms,
    sleep: async (ms) => {
      now.ms += ms
    },
  })
  await using http = client({ budget, retry: { tries: 20 } })
  faults.add({ probability: 0.5, do: { kind: 'status', status: 429 } })
  await Promise.all(Array.from({ length: 100 }, (_, id) => http.post('/contacts', made, { json: { id } })))
  expect(created.length).toBe(100)
  expect(new Set(created.map((body) => JSON.stringify(body))).size).toBe(100)
})

test("an application's own reading of a refusal is followed: a limit in the clothes of a 404 is waited for", async () => {
  await using http = client({
    errors: ({ status, body }) =>
      status === 404 && body.includes('/429.json') ? new RateLimitError('limited', { status }) : undefined,
  })
  faults.add({
    times: 1,
    do: { kind: 'status', status: 404, body: { details: "path '/429.json' was not found" } },
  })
  await http.post('/contacts', made, { json: {} })
  expect(created).toHaveLength(1)
  faults.add({ times: 1, do: { kind: 'status', status: 404 } })
  expect(await errorOf(http.get('/contacts', page))).toBeInstanceOf(EntityNotFoundError)
})

test("an application's own reading of a failure as final is final", async () => {
  await using http = client({ errors: () => new UnavailableError('not in the plan', { status: 503 }) })
  faults.add({ do: { kind: 'status', status: 503 } })
  expect(await errorOf(http.get('/contacts', page))).toBeInstanceOf(UnavailableError)
  expect(faults.hits).toHaveLength(1)
})

test('a rejected record names its fields', async () => {
  await using http = client()
  const error = { resource: 'contact', field: '/last_name', code: 'missing', message: 'attribute is missing' }
  faults.add({
    do: { kind: 'status', status: 422, body: { errors: [{ error }] }, headers: { 'x-request-id': 'b5h8u' } },
  })
  const thrown = await errorOf(http.post('/contacts', made, { json: {} }))
  expect(thrown).toBeInstanceOf(RejectedError)
  expect(thrown).toMatchObject({
    details: [{ field: '/last_name', message: 'attribute is missing' }],
    requestId: 'b5h8u',
    message: expect.stringContaining('/last_name: attribute is missing'),
  })
})

test('a delete that lost its answer and finds nothing the second time is done', async () => {
  await using http = client()
  let calls = 0
  network.use(on.delete(`${API}/contacts/1`, () => (++calls === 1 ? networkError() : json(404, {}))))
  await http.delete('/contacts/1')
  expect(calls).toBe(2)
  expect(await errorOf(http.delete('/contacts/1'))).toBeInstanceOf(EntityNotFoundError)
})

test('an abort ends the waits and the tries with its reason', async () => {
  const abort = new AbortController()
  await using http = client({
    signal: abort.signal,
    retry: {
      sleep: async () => {
        abort.abort(new Error('the run was stopped'))
      },
    },
  })
  faults.add({ do: { kind: 'refused' } })
  expect(await errorOf(http.get('/contacts', page))).toHaveProperty('message', 'the run was stopped')
})

test('an abort ends what is under way with its reason, and nothing is sent afterwards', async () => {
  const abort = new AbortController()
  await using http = client({ signal: abort.signal })
  network.use(
    on.get(`${API}/contacts`, async () => {
      abort.abort(new Error('the run was stopped'))
      return json(200, { items: [] })
    }),
  )
  expect(await errorOf(http.get('/contacts', page))).toHaveProperty('message', 'the run was stopped')
  await errorOf(http.post('/contacts', made, { json: {} }))
  expect(created).toEqual([])
})

test('every try is reported with counts and no query', async () => {
  const events: unknown[] = []
  await using http = client({ onRequest: ({ ms: _, ...event }) => events.push(event) })
  faults.add({ times: 1, do: { kind: 'status', status: 503 } })
  await http.get('/contacts', page, { query: { email: 'ann@example.test' } })
  await http.post('/contacts', made, { json: {} })
  expect(events).toEqual([
    { method: 'GET', path: '/contacts', status: 503, attempt: 1, write: false },
    { method: 'GET', path: '/contacts', status: 200, attempt: 2, write: false },
    { method: 'POST', path: '/contacts', status: 200, attempt: 1, write: true },
  ])
})
