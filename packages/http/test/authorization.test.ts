import { AuthorizationError } from '@duet/core'
import { json, mockNetwork } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { apiKeyAuthorization, basicAuthorization, bearer } from '../src/index.js'
import { API, client, errorOf } from './api.js'

let valid = 'token-1'
const seen: (string | null)[] = []
const network = mockNetwork(
  on.all(`${API}/*`, ({ request }) => {
    seen.push(request.headers.get('authorization') ?? request.headers.get('x-api-key'))
    if (request.headers.get('authorization') !== `Bearer ${valid}`) return json(401, { error: 'expired' })
    const number = Number(new URL(request.url).searchParams.get('page') ?? 1)
    if (number === 2) valid = 'token-2' // expires while the pages are read
    return json(200, { items: [number], next: number < 5 ? number + 1 : undefined })
  }),
)
beforeAll(() => network.listen())
afterEach(() => {
  network.resetHandlers()
  seen.length = 0
  valid = 'token-1'
})
afterAll(() => network.close())

const page = z.object({ items: z.array(z.number()), next: z.number().optional() })

function tokens() {
  const state = { token: 'token-1', refreshes: 0 }
  const authorization = bearer(
    async () => state.token,
    async () => {
      state.refreshes += 1
      state.token = 'token-2'
      return true
    },
  )
  return { state, authorization }
}

test('a token that expires in the middle of paging costs one refresh and no page', async () => {
  const { state, authorization } = tokens()
  await using http = client({ authorization })
  const read: number[] = []
  const next = (last: z.output<typeof page>) => (last.next === undefined ? undefined : { page: last.next })
  for await (const { items } of http.pages('/contacts', page, { next })) read.push(...items)
  expect(read).toEqual([1, 2, 3, 4, 5])
  expect(state.refreshes).toBe(1)
  expect(seen).toHaveLength(6)
})

test('only a 401 asks for a new token (A21)', async () => {
  for (const status of [400, 403, 404, 422, 429, 500]) {
    const { state, authorization } = tokens()
    await using http = client({ authorization })
    network.use(on.get(`${API}/contacts`, () => json(status, {})))
    await errorOf(http.get('/contacts', page))
    expect(state.refreshes).toBe(0)
  }
})

test('a create that met a 401 is sent once more with the new token', async () => {
  valid = 'token-2'
  const { state, authorization } = tokens()
  await using http = client({ authorization, retry: { tries: 1 } })
  await http.post('/contacts', z.unknown(), { json: {} })
  expect(seen).toEqual(['Bearer token-1', 'Bearer token-2'])
  expect(state.refreshes).toBe(1)
})

test('a second 401 is an AuthorizationError, without a second refresh', async () => {
  valid = 'token-9'
  const { state, authorization } = tokens()
  await using http = client({ authorization })
  expect(await errorOf(http.get('/contacts', page))).toBeInstanceOf(AuthorizationError)
  expect(state.refreshes).toBe(1)
  expect(seen).toHaveLength(2)
})

test('a 403 is an AuthorizationError in words', async () => {
  await using http = client()
  network.use(
    on.get(`${API}/contacts`, () => json(403, { errors: [{ error: { message: 'insufficient scope' } }] })),
  )
  const error = await errorOf(http.get('/contacts', page))
  expect(error).toBeInstanceOf(AuthorizationError)
  expect(error).toHaveProperty('message', expect.stringContaining('insufficient scope'))
})

test('a token is asked for anew before each try: it may expire while a limit is waited for', async () => {
  let number = 0
  await using http = client({ authorization: bearer(async () => `t${++number}`) })
  network.use(
    on.get(`${API}/limited`, ({ request }) => {
      seen.push(request.headers.get('authorization'))
      return seen.length < 3 ? json(429, {}) : json(200, { items: [] })
    }),
  )
  await http.get('/limited', page)
  expect(seen).toEqual(['Bearer t1', 'Bearer t2', 'Bearer t3'])
})

test('user and password are sent as base64, a key in its header', async () => {
  await using basic = client({ authorization: basicAuthorization('client', 'sécret:1') })
  await using key = client({ authorization: apiKeyAuthorization('X-Api-Key', 'k-123', 'Token ') })
  await errorOf(basic.get('/contacts', page))
  await errorOf(key.get('/contacts', page))
  expect(seen).toEqual([`Basic ${Buffer.from('client:sécret:1').toString('base64')}`, 'Token k-123'])
})
