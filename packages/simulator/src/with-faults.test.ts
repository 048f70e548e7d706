import { http } from 'msw'
import { Agent, request } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createFaults } from './faults.js'
import { json } from './json-response.js'
import { mockNetwork } from './network.js'
import { createRequestLog, withRequestLog } from './request-log.js'
import { type ServedHandlers, serveHandlers } from './serve-handlers.js'
import { withFaults } from './with-faults.js'

const api = 'https://api.example.test'
const faults = createFaults({ seed: 7 })
const log = createRequestLog()
let created = 0
const simulated = [
  http.get(`${api}/contacts`, () =>
    json(
      200,
      Array.from({ length: 50 }, (_, id) => ({ id })),
    ),
  ),
  http.post(`${api}/contacts`, () => json(201, { id: ++created })),
]
const handlers = withRequestLog(withFaults(simulated, faults), log)
const network = mockNetwork(...handlers)
const agent = new Agent()
let served: ServedHandlers

beforeAll(async () => {
  served = await serveHandlers(handlers, { baseUrl: api })
  network.listen()
})
afterEach(() => {
  faults.clear()
  log.clear()
})
afterAll(async () => {
  network.close()
  await served.close()
  await agent.close()
})

describe.each([
  ['at the socket level', () => api],
  ['over HTTP', () => served.url],
])('%s', (_, base) => {
  const call = async (method: 'GET' | 'POST' = 'GET') => {
    const { statusCode, headers, body } = await request(`${base()}/contacts`, { method, dispatcher: agent })
    return { status: statusCode, headers, text: await body.text() }
  }

  test('a status comes with its body and headers, as often as asked', async () => {
    faults.add({
      times: 2,
      do: { kind: 'status', status: 429, body: { error: 'slow' }, headers: { 'Retry-After': '3' } },
    })
    const first = await call()
    expect([first.status, first.headers['retry-after'], first.text]).toEqual([429, '3', '{"error":"slow"}'])
    expect((await call()).status).toBe(429)
    expect((await call()).status).toBe(200)
  })

  test('a lost answer has committed, a refused request has not', async () => {
    faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
    const before = created
    await expect(call('POST')).rejects.toThrow()
    expect(created).toBe(before + 1)
    faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'refused' } })
    await expect(call('POST')).rejects.toThrow()
    expect(created).toBe(before + 1)
    expect(faults.hits.map(({ kind }) => kind)).toEqual(['lost-answer', 'refused'])
  })

  test('a truncated answer never passes as a whole one', async () => {
    faults.add({ times: 1, do: { kind: 'truncated' } })
    await expect(call().then(({ text }) => JSON.parse(text))).rejects.toThrow()
    expect((await call()).status).toBe(200)
  })

  test('a page instead of JSON', async () => {
    faults.add({ do: { kind: 'html', status: 502 } })
    const answer = await call()
    expect([answer.status, answer.headers['content-type']]).toEqual([502, 'text/html'])
  })

  test('while down no request reaches a handler', async () => {
    const before = created
    faults.down()
    await expect(call('POST')).rejects.toThrow()
    faults.down(false)
    expect((await call('POST')).status).toBe(201)
    expect(created).toBe(before + 1)
  })

  test('a latency comes on top of another fault', async () => {
    faults.add({ do: { kind: 'latency', ms: 5 } })
    faults.add({ do: { kind: 'status', status: 503 } })
    expect((await call()).status).toBe(503)
    expect(faults.hits.map(({ kind }) => kind)).toEqual(['latency', 'status'])
  })

  test('a client that gives up on a committed latency has committed all the same', async () => {
    faults.add({ times: 1, do: { kind: 'latency', ms: 300, committed: true } })
    const before = created
    const client = new AbortController()
    const options = { method: 'POST', dispatcher: agent, signal: client.signal } as const
    const attempt = request(`${base()}/contacts`, options)
    await vi.waitFor(() => expect(created).toBe(before + 1), { timeout: 30_000 })
    client.abort()
    await expect(attempt).rejects.toThrow()
    await vi.waitFor(() => expect(log.count()).toBe(1), { timeout: 30_000 })
  })

  test('the log counts requests by method, path and status; a reset has status 0', async () => {
    await call()
    faults.add({ times: 1, do: { kind: 'refused' } })
    await call('POST').catch(() => undefined)
    await call('POST')
    expect(log.count({ method: 'post', path: '/contacts' })).toBe(2)
    expect(log.requests.map(({ status }) => status)).toEqual([200, 0, 201])
  })
})

const requests = (count: number) =>
  Array.from({ length: count }, (_, n) => new Request(`${api}/contacts?page=${n}`))

test('a fault can wait, look at the query and be disarmed', () => {
  const disarm = faults.add({ after: 1, when: { path: /page=[02-9]/ }, do: { kind: 'refused' } })
  expect(requests(4).map((each) => faults.strike(each).length)).toEqual([0, 0, 1, 1])
  disarm()
  expect(faults.strike(new Request(`${api}/contacts?page=2`))).toEqual([])
})

test('a probability strikes the same requests for the same seed', () => {
  const strikes = () => {
    const seeded = createFaults({ seed: 42 })
    seeded.add({ probability: 0.3, do: { kind: 'refused' } })
    return requests(200).map((each) => seeded.strike(each).length)
  }
  expect(strikes()).toEqual(strikes())
  const struck = strikes().filter(Boolean).length
  expect(struck).toBeGreaterThan(30)
  expect(struck).toBeLessThan(90)
})
