import { expect, test } from 'vitest'
import { openApi } from './base-crm-api.js'

test.each([
  ['leads', {}, ['missing /last_name']],
  ['leads', { first_name: 'Leo', organization_name: 'Marsh & Sons' }, ['missing /last_name']],
  ['leads', { last_name: 'Marsh', contact_id: 1 }, ['unknown /contact_id']],
  ['leads', { id: 7, last_name: 'Marsh' }, ['unknown /id']],
  ['contacts', { first_name: 'Ada' }, ['missing /last_name']],
  ['contacts', { last_name: '' }, ['blank /last_name']],
  ['contacts', { is_organization: true }, ['missing /name']],
  ['contacts', { last_name: 'Green', email: 7 }, ['invalid_type /email']],
  ['contacts', { last_name: 'Green', contact_id: 404 }, ['incorrect_value /contact_id']],
  [
    'contacts',
    { last_name: 'Green', parent_organization_id: 404 },
    ['incorrect_value /parent_organization_id'],
  ],
  ['deals', { unknown: 1 }, ['unknown /unknown', 'missing /name', 'missing /contact_id']],
  ['deals', { name: 'Deal', contact_id: 404 }, ['incorrect_value /contact_id']],
  [
    'deals',
    { name: 'Deal', contact_id: 404, value: '' },
    ['invalid_type /value', 'incorrect_value /contact_id'],
  ],
  ['products', { max_discount: 101 }, ['missing /data/name', 'incorrect_value /data/max_discount']],
])('%s refuses %j', async (collection, fields, expected) => {
  const { simulator, post } = openApi()
  const { status, errors } = await post(`/${collection}`, fields)
  expect(status).toBe(422)
  expect(errors.map(({ code, field }) => `${code} ${field}`)).toEqual(expected)
  expect(simulator.requests.count({ status: 422 })).toBe(1)
})

test('the core back end explains itself', async () => {
  const { post } = openApi()
  const answer = await post('/contacts', { last_name: 'Green', invalid_field: 1 })
  expect(JSON.parse(answer.text)).toEqual({
    errors: [
      {
        error: {
          resource: 'contact',
          field: '/invalid_field',
          code: 'unknown',
          message: 'unknown attribute',
          details: "The attribute '/invalid_field' is not a known attribute for the 'contact' resource.",
        },
        meta: { type: 'error', links: { more_info: expect.any(String) } },
      },
    ],
    meta: {
      type: 'errors',
      http_status: '422 Unprocessable Entity',
      logref: answer.requestId,
      links: { more_info: expect.any(String) },
    },
  })
})

test('the catalog back end explains itself in another envelope', async () => {
  const { post } = openApi()
  const { text } = await post('/products', { name: 'Hammer', max_discount: 101 })
  expect(JSON.parse(text)).toMatchObject({
    errors: [
      { error: { field: '/data/max_discount', details: 'Ensure this value is less than or equal to 100.' } },
    ],
    meta: { type: 'collection', http_status: '422 Unprocessable Entity' },
  })
})

test('unknown attributes can be ignored', async () => {
  const { post } = openApi({ strictAttributes: false })
  const { status, data } = await post('/leads', { last_name: 'Marsh', unknown: 1 })
  expect([status, 'unknown' in data]).toEqual([200, false])
})

test('a body that is no JSON, or not in its envelope, is refused', async () => {
  const { simulator, token } = openApi()
  const send = async (body: string) => {
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${simulator.origin}/v2/leads`, { method: 'POST', headers, body })).status
  }
  expect(await send('{"data":')).toBe(400)
  expect(await send('{"last_name":"Marsh"}')).toBe(422)
})

test('requests without a User-Agent are refused, unless that is switched off', async () => {
  const refused = openApi()
  expect(await refused.get('/contacts', { 'user-agent': '' })).toMatchObject({
    status: 400,
    errors: [{ code: 'invalid_user_agent' }],
  })
})

test('requests without a User-Agent can be let in', async () => {
  const { get } = openApi({ requireUserAgent: false })
  expect((await get('/contacts', { 'user-agent': '' })).status).toBe(200)
})

test('a missing, wrong or expired token is refused, and a personal one never expires', async () => {
  const { simulator, clock, get } = openApi()
  const shortLived = { authorization: `Bearer ${simulator.oauth.issue({ ttlSeconds: 3600 })}` }
  expect((await get('/contacts', shortLived)).status).toBe(200)
  clock.advance(3_600_000)
  for (const headers of [shortLived, { authorization: '' }, { authorization: 'Bearer x' }]) {
    expect(await get('/contacts', headers)).toMatchObject({
      status: 401,
      errors: [{ details: 'Required access token is missing, malformed, expired, or invalid.' }],
    })
  }
  expect((await get('/contacts')).status).toBe(200)
})

test('each scope opens its part', async () => {
  const { simulator, get, token } = openApi()
  const withScope = (scope: string) => ({
    authorization: `Bearer ${simulator.oauth.issue({ scopes: [scope] })}`,
  })
  expect((await get('/contacts', withScope('read'))).status).toBe(200)
  expect((await get('/users', withScope('read'))).errors).toMatchObject([{ code: 'insufficient_scope' }])
  expect((await get('/accounts/self', withScope('profile'))).status).toBe(200)
  expect((await get('/contacts', withScope('write'))).status).toBe(403)
  expect(token).toMatch(/^[0-9a-f]{64}$/)
})

test('tokens have a rate, and come back to it', async () => {
  const { clock, get } = openApi({ rateLimit: { perSecond: 10, perHour: 36_000 } })
  const statuses = async () =>
    Promise.all(Array.from({ length: 11 }, async () => (await get('/contacts')).status))
  expect((await statuses()).filter((status) => status === 429)).toHaveLength(1)
  clock.advance(1_000)
  expect((await get('/contacts')).status).toBe(200)
})

test('unknown paths and verbs are refused, with a request id', async () => {
  const { get, put } = openApi()
  const answer = await get('/unknown')
  expect(answer).toMatchObject({
    status: 404,
    errors: [
      {
        code: 'incorrect_path',
        details: "Requested path at '/v2/unknown' was not found using the HTTP method 'GET'.",
      },
    ],
  })
  expect(answer.requestId).toMatch(/^(\w{5}-){3}\w{5}$/)
  expect((await put('/users/960788', { name: 'x' })).status).toBe(404)
  expect((await get('/accounts/1')).status).toBe(404)
  expect((await get('/stages/6386894')).status).toBe(404)
})
