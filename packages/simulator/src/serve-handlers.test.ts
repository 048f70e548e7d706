import { Readable } from 'node:stream'
import { HttpResponse, http } from 'msw'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { json } from './json-response.js'
import { PortInUseError } from './port-in-use-error.js'
import { type ServedHandlers, serveHandlers } from './serve-handlers.js'

const api = 'https://api.example.test'
const errors: unknown[] = []
let served: ServedHandlers

beforeAll(async () => {
  const handlers = [
    http.get(`${api}/where`, ({ request }) => json(200, { url: request.url })),
    http.post(`${api}/echo`, async ({ request }) => json(201, await request.json())),
    http.post(`${api}/refuse`, () => json(401, {})),
    http.head(`${api}/head`, () => json(200, { name: 'Ada' })),
    http.get(`${api}/cookies`, () => {
      const headers = new Headers([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ])
      return new HttpResponse(null, { status: 204, headers })
    }),
    http.get(`${api}/reset`, () => HttpResponse.error()),
    http.get(`${api}/large`, () => json(200, 'x'.repeat(5_000_000))),
    http.get(`${api}/throws`, () => {
      throw new Error('out of order')
    }),
  ]
  served = await serveHandlers(handlers, {
    baseUrl: `${api}/ignored-path`,
    onError: (error) => errors.push(error),
  })
})
afterAll(() => served.close())

const call = (path: string, init = {}) => request(`${served.url}${path}`, init)

test('handlers see the public URL they were written for', async () => {
  const { body } = await call('/where?page=2')
  expect(await body.json()).toEqual({ url: `${api}/where?page=2` })
})

test('a path that looks like another host stays a path', async () => {
  expect((await call('//evil.example/where')).statusCode).toBe(404)
})

test('bodies arrive and answers keep status, cookies and length', async () => {
  const echoed = await call('/echo', { method: 'POST', body: '{"name":"Zoë"}' })
  expect([echoed.statusCode, await echoed.body.json()]).toEqual([201, { name: 'Zoë' }])
  expect((await call('/cookies')).headers['set-cookie']).toEqual(['a=1', 'b=2'])
  expect(await (await call('/large')).body.json()).toHaveLength(5_000_000)
})

test('a body that a handler leaves unread does not block the next request on the connection', async () => {
  const dispatcher = new Agent({ connections: 1 })
  const refused = await call('/refuse', { method: 'POST', body: 'x'.repeat(3_000_000), dispatcher })
  await refused.body.dump()
  expect(refused.statusCode).toBe(401)
  expect((await call('/cookies', { dispatcher })).statusCode).toBe(204)
  await dispatcher.close()
})

test('a body that is too large is refused, announced or not', async () => {
  const small = await serveHandlers([http.post('*/echo', () => json(201, {}))], { maxBodyBytes: 10 })
  const post = (body: string | Readable) => request(`${small.url}/echo`, { method: 'POST', body })
  expect((await post('x'.repeat(10))).statusCode).toBe(201)
  expect((await post('x'.repeat(11))).statusCode).toBe(413)
  expect((await post(Readable.from(['x'.repeat(11)]))).statusCode).toBe(413)
  await small.close()
})

test('a HEAD gets the head of the answer alone', async () => {
  const { statusCode, body } = await call('/head', { method: 'HEAD' })
  expect([statusCode, await body.text()]).toEqual([200, ''])
})

test('a network error destroys the socket', async () => {
  await expect(call('/reset')).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
})

test('a handler that throws is a bare 500, its error goes to onError', async () => {
  const { statusCode, body } = await call('/throws')
  expect([statusCode, await body.json()]).toEqual([500, { error: 'internal_error' }])
  expect(errors).toMatchObject([{ message: 'out of order' }])
})

test('what no handler answers is a 404 in JSON', async () => {
  const { statusCode, body } = await call('/nowhere?secret=1')
  expect([statusCode, await body.json()]).toEqual([
    404,
    { error: 'not_found', method: 'GET', path: '/nowhere' },
  ])
})

test('a used port is a clear error', async () => {
  const attempt = serveHandlers([], { port: served.port })
  await expect(attempt).rejects.toThrow(PortInUseError)
  await expect(attempt).rejects.toThrow(
    `Failed to listen on 127.0.0.1:${served.port}: the port is in use. Stop the other program or choose another port.`,
  )
})
