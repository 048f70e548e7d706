import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { ExternalApiError, InvalidRecordError } from '@duet/core'
import { json, mockNetwork, noContent } from '@duet/simulator'
import { HttpResponse, http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { API, client, errorOf } from './api.js'

const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const page = z.object({ items: z.array(z.object({ data: z.object({ id: z.int() }) })) })
const answering = (answer: () => Response) => network.use(on.all(`${API}/contacts`, answer))

test.each([
  ['HTML', () => HttpResponse.html('<!doctype html><h1>Sign in, Ann</h1>'), 'it is HTML, not JSON'],
  [
    'truncated JSON',
    () => new HttpResponse('{"items":[{"data":{"id":21,"name":"Ann'),
    'it is not complete JSON',
  ],
  ['an empty body', () => new HttpResponse(''), 'its body is empty'],
])('%s is an InvalidRecordError that names the request and quotes nothing', async (_, answer, reason) => {
  await using http = client()
  answering(answer)
  const error = await errorOf(http.get('/contacts', page))
  expect(error).toBeInstanceOf(InvalidRecordError)
  expect(error).toMatchObject({
    path: '',
    message: expect.stringContaining(`Failed to read the answer of GET /contacts: ${reason}. `),
  })
  expect(String(error)).not.toContain('Ann')
})

test('an answer of the wrong shape is an InvalidRecordError that names the path', async () => {
  await using http = client()
  const items = [{ data: { id: 1 } }, { data: { id: 2 } }, { data: { id: 3 } }, { data: { id: 'Ann' } }]
  answering(() => json(200, { items }))
  const error = await errorOf(http.get('/contacts', page))
  expect(error).toBeInstanceOf(InvalidRecordError)
  expect(error).toMatchObject({
    path: 'items[3].data.id',
    message: expect.stringContaining('items[3].data.id: '),
  })
  expect(String(error)).not.toContain('Ann')
})

test('the schema decodes: past it an id is a string', async () => {
  await using http = client()
  const id = z.codec(z.int(), z.string(), { decode: String, encode: Number })
  answering(() => json(200, { id: 21 }))
  expect(await http.get('/contacts', z.object({ id }))).toEqual({ id: '21' })
})

test('a codec that throws is an InvalidRecordError as well', async () => {
  await using http = client()
  const bad = z.codec(z.string(), z.date(), {
    decode: () => {
      throw new RangeError('Ann')
    },
    encode: String,
  })
  answering(() => json(200, { at: 'x' }))
  const error = await errorOf(http.get('/contacts', z.object({ at: bad })))
  expect(error).toBeInstanceOf(InvalidRecordError)
  expect(String(error)).not.toContain('Ann')
})

test('no content is undefined to the schema', async () => {
  await using http = client()
  answering(() => noContent())
  expect(await http.put('/contacts', z.undefined(), { json: {} })).toBeUndefined()
  expect(await http.post('/contacts', z.unknown(), { json: {} })).toBeUndefined()
  expect(await errorOf(http.get('/contacts', page))).toBeInstanceOf(InvalidRecordError)
})

test('a string of 10 MB arrives whole', async () => {
  await using http = client()
  const note = randomBytes(5_000_000).toString('hex')
  answering(() => json(200, { note }))
  const read = await http.get('/contacts', z.object({ note: z.string() }))
  expect(read.note === note).toBe(true)
})

test('a body that is too big is refused, and not asked for again', async () => {
  await using http = client({ maxBodyBytes: 1000 })
  let calls = 0
  answering(() => {
    calls += 1
    return json(200, { note: 'x'.repeat(2000) })
  })
  const error = await errorOf(http.get('/contacts', z.unknown()))
  expect(error).toBeInstanceOf(ExternalApiError)
  expect(error).toHaveProperty('message', expect.stringContaining('larger than 1000 bytes'))
  expect(calls).toBe(1)
})

test('a small body that unpacks to a big one is refused', async () => {
  await using http = client({ maxBodyBytes: 100_000 })
  const packed = gzipSync(JSON.stringify({ note: 'x'.repeat(1_000_000) }))
  answering(() => new HttpResponse(packed, { headers: { 'content-encoding': 'gzip' } }))
  expect(await errorOf(http.get('/contacts', z.unknown()))).toHaveProperty('code', 'body_too_big')
})

test('compressed answers are unpacked', async () => {
  await using http = client()
  network.use(
    on.get(`${API}/contacts`, ({ request }) => {
      expect(request.headers.get('accept-encoding')).toContain('gzip')
      return new HttpResponse(gzipSync('{"items":[]}'), { headers: { 'content-encoding': 'gzip' } })
    }),
  )
  expect(await http.get('/contacts', page)).toEqual({ items: [] })
})

test('JSON and forms are sent as such, with the user agent; dates in ISO-8601', async () => {
  await using http = client({ headers: { 'X-Client-Type': 'api' } })
  const seen: unknown[] = []
  network.use(
    on.post(`${API}/contacts`, async ({ request }) => {
      const { headers } = request
      seen.push([
        headers.get('content-type'),
        headers.get('user-agent'),
        headers.get('x-client-type'),
        await request.text(),
      ])
      return json(200, {})
    }),
  )
  await http.post('/contacts', z.unknown(), { json: { at: new Date(0) } })
  await http.post('/contacts', z.unknown(), { form: { grant_type: 'a b' } })
  expect(seen).toEqual([
    ['application/json', 'Duet/test', 'api', '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['application/x-www-form-urlencoded', 'Duet/test', 'api', 'grant_type=a+b'],
  ])
})

test('a redirect is not followed with the token', async () => {
  await using http = client()
  answering(() => new HttpResponse(null, { status: 302, headers: { location: 'https://evil.test/' } }))
  expect(await errorOf(http.get('/contacts', page))).toMatchObject({ name: 'ExternalApiError', status: 302 })
})
