import { RateLimitError, RejectedError, UnavailableError } from '@duet/core'
import { expect, test } from 'vitest'
import { fixtureText } from '../test/fixture.js'
import { readRefusal } from './read-refusal.js'

const answer = (status: number, body = '', path = '/contacts', method = 'GET') =>
  readRefusal({ method, path, status, headers: { 'x-request-id': 'a1b2c' }, body })

test('a refused record names its fields, from both back ends', () => {
  expect(answer(422, fixtureText('refused-contact'), '/contacts', 'POST')).toMatchObject({
    name: 'RejectedError',
    status: 422,
    requestId: 'c7k2m-0qn4x-8wr1t-55sd9',
    details: [
      {
        field: '/invalid_field',
        message:
          "unknown attribute: The attribute '/invalid_field' is not a known attribute for the 'contact' resource.",
      },
    ],
  })
  const product = answer(422, fixtureText('refused-product'), '/products', 'POST')
  expect(product).toBeInstanceOf(RejectedError)
  expect(product).toMatchObject({ details: [{ field: '/max_discount' }] })
})

test('a 404 for /429.json is a rate limit, and any other one is not', () => {
  expect(answer(404, fixtureText('hidden-rate-limit'))).toBeInstanceOf(RateLimitError)
  expect(answer(404, fixtureText('refused-contact'))).toBeUndefined()
})

test('a list of products that is forbidden is not in the plan', () => {
  for (const body of ['', '<h1>Forbidden</h1>', fixtureText('refused-product')]) {
    expect(answer(403, body, '/products')).toBeInstanceOf(UnavailableError)
  }
  expect(answer(403, '', '/products', 'POST')).toBeUndefined()
  expect(answer(403, '', '/products/1')).toBeUndefined()
  expect(answer(403, '', '/contacts')).toBeUndefined()
})

test.each([500, 502, 503])(
  'a list of products that fails with %i is an outage, whatever it says (A19)',
  (status) => {
    const body = JSON.stringify({ errors: [{ error: { code: 'server_error' } }] })
    for (const said of ['', '<h1>Sorry</h1>', body])
      expect(answer(status, said, '/products')).not.toBeInstanceOf(UnavailableError)
  },
)

test('a missing scope is no missing plan', () => {
  const body = JSON.stringify({ errors: [{ error: { code: 'insufficient_scope' } }] })
  expect(answer(403, body, '/products')).toBeUndefined()
})

test.each([
  '',
  '<!doctype html><h1>Bad gateway</h1>',
  '{"errors":',
  '{"errors":[]',
  '[]',
  'null',
  '{"error":"x"}',
])('a body that is no envelope (%j) leaves the reading to the status', (body) => {
  for (const status of [400, 401, 404, 422, 429, 502]) expect(answer(status, body)).toBeUndefined()
})

test('an envelope with hardly anything in it is read', () => {
  const body = JSON.stringify({ errors: [{ error: { code: 'invalid_payload' } }] })
  expect(answer(400, body)).toMatchObject({ requestId: 'a1b2c', details: [{ message: 'invalid_payload' }] })
})
