import { AuthorizationError, RateLimitError, UnavailableError } from '@duet/core'
import { expect, test } from 'vitest'
import { basecrm } from '../src/index.js'
import { products } from '../src/resources.js'
import { collect, linkAccount } from './linked-account.js'

test('a connector is data that can be printed', () => {
  expect(Object.isFrozen(basecrm)).toBe(true)
  expect(basecrm.entities.map(({ name }) => name)).toEqual([
    'app_user',
    'company',
    'person_and_organization',
    'item',
    'opportunity',
  ])
})

test('the linked account is named by the raw answer', async () => {
  const { http, simulator } = linkAccount()
  expect(await basecrm.account(http)).toEqual(simulator.account)
})

test('client and secret travel as HTTP Basic, the rest as a form (A23)', async () => {
  const { simulator } = linkAccount()
  expect(basecrm.auth).toMatchObject({ kind: 'oauth2', clientAuth: 'basic' })
  const tokenUrl = basecrm.auth.kind === 'oauth2' ? basecrm.auth.tokenUrl : ''
  const { id, secret } = simulator.client
  const ask = (authorization: string) =>
    fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'unknown' }),
    })
  const asked = await ask(`Basic ${btoa(`${id}:${secret}`)}`)
  expect([asked.status, await asked.json()]).toMatchObject([400, { error: 'invalid_grant' }])
  expect((await ask(`Basic ${id}:${secret}}`)).status).toBe(401)
})

test('an account without a valid token is an AuthorizationError', async () => {
  const http = linkAccount().clientWith({ accessToken: '0'.repeat(64) })
  await expect(basecrm.account(http)).rejects.toBeInstanceOf(AuthorizationError)
})

test('a token without the scope says so', async () => {
  const { simulator, clientWith } = linkAccount()
  const http = clientWith({ accessToken: simulator.oauth.issue({ scopes: ['read'] }) })
  await expect(basecrm.account(http)).rejects.toThrow(AuthorizationError)
})

test('a plan without products is said in words, and is no empty list (A19)', async () => {
  const { http } = linkAccount({ productsPlan: 'none-403' })
  const reading = collect(products.list(http, { pageSize: 25 }))
  await expect(reading).rejects.toBeInstanceOf(UnavailableError)
  await expect(reading).rejects.toThrow(/the plan of this Base CRM account does not include them/)
})

test('a list of products that fails is an outage and no missing plan (A19)', async () => {
  const { http } = linkAccount({ productsPlan: 'none-500' })
  const reading = collect(products.list(http, { pageSize: 25 }))
  await expect(reading).rejects.toMatchObject({ name: 'ExternalApiError', status: 500 })
})

test.each(['empty-429', 'json-429', '404-429.json'] as const)(
  'a throttled account (%s) is a rate limit, not a lost record',
  async (rateLimitMode) => {
    const { http } = linkAccount({ rateLimit: { perSecond: 1 }, rateLimitMode })
    await basecrm.account(http)
    await expect(basecrm.account(http)).rejects.toBeInstanceOf(RateLimitError)
  },
)

test('a throttled request is sent again when there is room, also a create', async () => {
  const { http, simulator } = linkAccount({ rateLimitMode: '404-429.json' })
  const details = "Requested path at '/429.json' was not found using the HTTP method 'POST'."
  const body = { errors: [{ error: { code: 'incorrect_path', message: 'path was not found', details } }] }
  simulator.faults.add({ when: { method: 'POST' }, times: 2, do: { kind: 'status', status: 404, body } })
  await products.create?.(http, { name: 'Hammer' })
  expect(simulator.stores.products.count()).toBe(1)
  expect(simulator.requests.count({ method: 'POST' })).toBe(3)
})
