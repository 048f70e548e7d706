import { HttpResponse, http } from 'msw'
import { Agent, Pool, request, fetch as undiciFetch } from 'undici'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { json } from './json-response.js'
import { mockNetwork } from './network.js'
import { serveHandlers } from './serve-handlers.js'

const api = 'https://api.example.test'
const network = mockNetwork(
  http.get(`${api}/items/:id`, ({ params }) => json(200, { id: params.id })),
  http.get(`${api}/broken`, () => HttpResponse.error()),
  http.get(`${api}/silent`, () => undefined),
)
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const agent = new Agent()
afterAll(() => agent.close())
const get = (path: string) => request(`${api}${path}`, { dispatcher: agent })

test("answers undici's request, pool and fetch, and the global fetch", async () => {
  const pool = new Pool(api)
  const answers = [
    (await get('/items/1')).body.json(),
    (await pool.request({ method: 'GET', path: '/items/2' })).body.json(),
    (await undiciFetch(`${api}/items/3`)).json(),
    (await fetch(`${api}/items/4`)).json(),
  ]
  expect(await Promise.all(answers)).toEqual(['1', '2', '3', '4'].map((id) => ({ id })))
  await pool.close()
})

test('an added handler goes first until handlers are reset', async () => {
  network.use(http.get(`${api}/items/:id`, () => json(429, {})))
  expect((await get('/items/1')).statusCode).toBe(429)
  network.resetHandlers()
  expect((await get('/items/1')).statusCode).toBe(200)
})

test('handlers given to a reset replace all others', async () => {
  network.resetHandlers(http.get(`${api}/other`, () => json(200, {})))
  expect((await get('/other')).statusCode).toBe(200)
  await expect(get('/items/1')).rejects.toThrow(/no handler/)
})

test('a request without a handler fails and names itself', async () => {
  await expect(get('/none')).rejects.toThrow(
    'Failed to answer GET https://api.example.test/none: no handler has an answer. Add one to mockNetwork.',
  )
})

test('a request whose handler gives no answer never reaches the real network', async () => {
  await expect(get('/silent')).rejects.toThrow(/no handler has an answer/)
})

test('a network error is a reset connection with its code', async () => {
  await expect(get('/broken')).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('requests to a server on this machine pass through', async () => {
  const served = await serveHandlers([http.get('*/ping', () => json(200, 'pong'))])
  const { body } = await request(`${served.url}/ping`, { dispatcher: agent })
  expect(await body.json()).toBe('pong')
  await served.close()
})

test('listens again after a close', async () => {
  network.close()
  network.listen()
  expect((await get('/items/1')).statusCode).toBe(200)
  await expect(get('/broken')).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('its dispatcher gives the same answers without a socket', async () => {
  const through = (path: string, options: object = {}) =>
    request(`${api}${path}`, { dispatcher: network.dispatcher, ...options })
  network.use(http.post(`${api}/items`, async ({ request }) => json(201, await request.json())))
  expect(await (await through('/items/1')).body.json()).toEqual({ id: '1' })
  const sent = await through('/items', { method: 'POST', body: '{"name":"Ada"}' })
  expect([sent.statusCode, sent.headers['content-type'], await sent.body.json()]).toEqual([
    201,
    'application/json; charset=utf-8',
    { name: 'Ada' },
  ])
  await expect(through('/broken')).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect(through('/none')).rejects.toThrow(/no handler has an answer/)
  await expect(through('/items/1', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/)
})
