import { ExternalApiError } from '@duet/core'
import { createFaults, json, mockNetwork, withFaults } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bearer } from '../src/index.js'
import { API, client, errorOf } from './api.js'

const faults = createFaults()
const network = mockNetwork(
  ...withFaults(
    [
      on.post(`${API}/echo`, async ({ request }) =>
        json(200, { authorization: request.headers.get('authorization'), body: await request.text() }),
      ),
      on.get(`${API}/none`, () => json(404, { message: 'no' })),
    ],
    faults,
  ),
)
beforeAll(() => network.listen())
afterEach(() => faults.clear())
afterAll(() => network.close())

test('an SDK is given a fetch that says who we are and waits out limits', async () => {
  await using http = client({ authorization: bearer(async () => 'token-1') })
  faults.add({ times: 1, do: { kind: 'status', status: 429, headers: { 'retry-after': '1' } } })
  const response = await http.fetch(`${API}/echo`, { method: 'POST', body: 'hello' })
  expect(await response.json()).toEqual({ authorization: 'Bearer token-1', body: 'hello' })
  expect(http.waits).toEqual([1000])
})

test('a refusal is a response, as an SDK expects it', async () => {
  await using http = client()
  const response = await http.fetch(new Request(`${API}/none`))
  expect([response.status, await response.json()]).toEqual([404, { message: 'no' }])
})

test('the token does not go to another origin', async () => {
  await using http = client({ authorization: bearer(async () => 'token-1') })
  expect(await errorOf(http.fetch('https://evil.test/'))).toBeInstanceOf(ExternalApiError)
})
