import { inspect } from 'node:util'
import { DuetError } from '@duet/core'
import { json, mockNetwork, networkError } from '@duet/simulator'
import { HttpResponse, http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bearer } from '../src/index.js'
import { API, client, errorOf } from './api.js'

const TOKEN = 'canary-token-5f2d'
const KEY = 'canary-key-91ab'
const EMAIL = 'canary@example.test'

const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const echo = `${TOKEN} ${KEY} ${EMAIL}`
const answers: Record<string, () => Response> = {
  'a refusal that echoes the token': () =>
    json(401, { error: { message: `bad token ${TOKEN}, key ${KEY}` } }),
  'a rejected field that echoes the key': () => json(422, { errors: { [KEY]: [`not ${TOKEN}`] } }),
  'a failure with a dump of the request': () => new HttpResponse(echo, { status: 500 }),
  'a header that echoes the token': () => json(400, {}, { 'x-request-id': TOKEN }),
  'a page for people': () => HttpResponse.html(`<h1>${echo}</h1>`),
  'half an answer': () => new HttpResponse(`{"token":"${echo}`),
  'a wrong shape': () => json(200, { [KEY]: TOKEN }),
  'a broken connection whose error knows the request': () =>
    networkError(
      Object.assign(new Error(`Bearer ${TOKEN} failed`), { code: 'ECONNRESET', headers: echo, body: KEY }),
    ),
}

test.each(Object.keys(answers))('%s: no secret in the error, its cause or its stack', async (name) => {
  const answer = answers[name]
  if (answer === undefined) throw new Error(name)
  await using http = client({ authorization: bearer(async () => TOKEN), secrets: [KEY], retry: { tries: 2 } })
  network.use(on.all(`${API}/contacts`, answer))
  const strict = z.strictObject({ items: z.array(z.unknown()) })
  for (const call of [
    () => http.get('/contacts', strict, { query: { email: EMAIL } }),
    () => http.post('/contacts', strict, { json: { email: EMAIL, key: KEY } }),
  ]) {
    const error = await errorOf(call())
    expect(error).toBeInstanceOf(DuetError)
    const everything = inspect(error, { depth: null, showHidden: true })
    for (const secret of ['canary-token', 'canary-key', EMAIL, encodeURIComponent(EMAIL)])
      expect(everything).not.toContain(secret)
  }
})

test('an application reads refusals without secrets', async () => {
  const bodies: unknown[] = []
  await using http = client({
    authorization: bearer(async () => TOKEN),
    errors: (answer) => {
      bodies.push(answer)
      return undefined
    },
  })
  network.use(on.get(`${API}/contacts/1`, () => json(422, { token: TOKEN }, { 'set-cookie': 'session=1' })))
  await errorOf(http.get('/contacts/1', z.unknown(), { query: { email: EMAIL } }))
  expect(bodies).toEqual([
    {
      method: 'GET',
      path: '/contacts/1',
      status: 422,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"token":"[redacted]"}',
    },
  ])
})
