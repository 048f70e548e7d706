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

test.each([403, 500])('a list of products that is refused with %i is not in the plan', (status) => {
  for (const body of ['', '<h1>Forbidden</h1>', fixtureText('refused-product')]) {
    expect(answer(status, body, '/products')).toBeInstanceOf(UnavailableError)
  }
  expect(answer(status, '', '/products', 'POST')).toBeUndefined()
  expect(answer(status, '', '/products/1')).toBeUndefined()
  expect(answer(status, '', '/contacts')).toBeUndefined()
})

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
