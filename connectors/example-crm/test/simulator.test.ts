import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serveHandlers } from '@duet/simulator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createExampleCrmSimulator } from '../src/simulator/index.js'
import { startCrm } from './crm.js'

const api = 'https://api.example-crm.test/v1'

test('records, keys, tokens and subscriptions outlive a restart', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'example-crm-'))
  const persistTo = path.join(folder, 'crm.json')
  let token = ''
  {
    await using started = startCrm({ persistTo })
    await started.http.put('/people/by-key/k', z.unknown(), {
      json: { family_name: 'Green' },
    })
    started.crm.subscribe('https://duet.example.test/hook')
    token = started.crm.oauth.issue()
  }
  await using again = startCrm({ persistTo })
  again.network.resetHandlers(...again.crm.handlers)
  const put = () =>
    fetch(`${api}/people/by-key/k`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ family_name: 'Green' }),
    })
  expect((await put()).status).toBe(200)
  expect(again.crm.stores.people.count()).toBe(1)
  expect(again.crm.stores.workspace.count()).toBe(1)
  expect(again.crm.webhooks.subscriptions).toMatchObject([{ url: 'https://duet.example.test/hook' }])
  rmSync(folder, { recursive: true })
})

test('too many requests are refused with the time to wait', async () => {
  await using started = startCrm({ requestsPerSecond: 2 })
  const { crm } = started
  const get = () => fetch(`${api}/me`, { headers: { 'x-api-key': crm.apiKey } })
  expect([(await get()).status, (await get()).status]).toEqual([200, 200])
  const refused = await get()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests', fields: [] } })
  crm.clock.advance(1_000)
  expect((await get()).status).toBe(200)
})

test('every refusal comes in the envelope of the API', async () => {
  await using started = startCrm()
  const headers = { 'x-api-key': started.crm.apiKey }
  const asked: [string, RequestInit, number, string][] = [
    ['/nothing', {}, 404, 'not_found'],
    ['/people/per_9', {}, 404, 'not_found'],
    ['/people?page=0', {}, 400, 'bad_request'],
    ['/people?per_page=101', {}, 400, 'bad_request'],
    ['/people?updated_since=yesterday', {}, 400, 'bad_request'],
    ['/tax_rates?updated_since=2026-01-01T00:00:00Z', {}, 400, 'bad_request'],
    ['/people', { method: 'POST', body: 'no json' }, 400, 'bad_request'],
    ['/people', { method: 'POST', body: '{}' }, 422, 'invalid'],
  ]
  for (const [address, init, status, code] of asked) {
    const response = await fetch(api + address, { ...init, headers })
    expect([address, response.status]).toEqual([address, status])
    expect(await response.json()).toMatchObject({ error: { code } })
  }
})

test('an order says what it comes to, whatever it was sent', async () => {
  await using started = startCrm()
  const lines = [
    { quantity: 3, unit_price: { amount: 1_999, currency: 'GBP' } },
    { quantity: 1, unit_price: { amount: 500, currency: 'GBP' } },
    { description: 'A remark' },
  ]
  const response = await fetch(`${api}/orders`, {
    method: 'POST',
    headers: { 'x-api-key': started.crm.apiKey },
    body: JSON.stringify({ lines, total: 1, shoe_size: 43 }),
  })
  expect(response.headers.get('location')).toBe(`${api}/orders/ord_4801`)
  const order = await response.json()
  expect(order).toMatchObject({ id: 'ord_4801', total: 6_497, key: null, archived: false, number: null })
  expect(order).not.toHaveProperty('shoe_size')
})

test('served over HTTP it answers under another origin', async () => {
  const crm = createExampleCrmSimulator({ publicUrl: 'http://127.0.0.1:4302' })
  const served = await serveHandlers(crm.handlers, { baseUrl: crm.origin })
  const headers = { 'x-api-key': crm.apiKey }
  expect(await (await fetch(`${served.url}/v1/me`, { headers })).json()).toEqual(crm.account)
  const created = await fetch(`${served.url}/v1/people`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ family_name: 'Green' }),
  })
  expect(created.headers.get('location')).toBe('http://127.0.0.1:4302/v1/people/per_4801')
  await served.close()
  await crm.close()
})
