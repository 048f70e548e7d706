import { DefinitionError, defineClient, EntityNotFoundError } from '@duet/core'
import { createFaults, json, mockNetwork, withFaults } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  basicAuthorization,
  bearer,
  createBudget,
  type HttpClientOptions,
  type RequestEvent,
} from '../src/index.js'
import { API, client, errorOf } from './api.js'
import { sdk, TinySdk, tickets, tiny } from './tiny-sdk.js'

/** Tokens are canaries: they may appear in requests and nowhere else. */
const EXPIRED = 'canary-expired-token'
const FRESH = 'canary-fresh-token'
const faults = createFaults()
const tokensSeen: (string | null)[] = []
const network = mockNetwork(
  ...withFaults(
    [
      on.all(`${API}/*`, ({ request }) => {
        tokensSeen.push(request.headers.get('authorization'))
        if (request.headers.get('authorization') === `Bearer ${FRESH}`) return undefined
        return json(401, { message: `unknown token ${EXPIRED}` })
      }),
      on.get(`${API}/me`, () => json(200, { id: '9', name: 'Ann' })),
      on.get(`${API}/tickets`, () => json(200, [{ id: '1', subject: 'Printer' }])),
      on.get(`${API}/tickets/2`, () => json(404, { message: 'no such ticket' })),
      on.post(`${API}/tickets`, () => json(422, { message: `refused for ${FRESH}` })),
    ],
    faults,
  ),
)
beforeAll(() => network.listen())
afterEach(() => {
  faults.clear()
  tokensSeen.length = 0
})
afterAll(() => network.close())

/** A linked account whose token has just expired. */
function linked(options: Partial<HttpClientOptions> = {}) {
  let token = EXPIRED
  let renewals = 0
  const log: RequestEvent[] = []
  const renew = async () => {
    renewals += 1
    token = FRESH
    return true
  }
  const http = client({
    authorization: bearer(async () => token, renew),
    client: tiny.client,
    onRequest: (event) => log.push(event),
    ...options,
  })
  return Object.assign(http, { log, renewals: () => renewals })
}

const firstPage = async (http: ReturnType<typeof linked>) => {
  for await (const page of tickets.list(http, { pageSize: 50 })) return page
  return undefined
}

test("a connector's resources work through the application's own SDK", async () => {
  await using http = linked()
  expect(http.client(sdk)).toBeInstanceOf(TinySdk)
  expect(http.client(sdk)).toBe(http.client(sdk))
  expect(await tiny.account(http)).toEqual({ id: '9', name: 'Ann' })
  expect(await firstPage(http)).toEqual([{ id: '1', subject: 'Printer' }])
})

test('an expired token is replaced once, below the SDK', async () => {
  await using http = linked()
  await firstPage(http)
  await firstPage(http)
  expect(http.renewals()).toBe(1)
  expect(tokensSeen).toEqual([`Bearer ${EXPIRED}`, `Bearer ${FRESH}`, `Bearer ${FRESH}`])
})

test('a limit is waited out, and told to the budget the account shares', async () => {
  let now = 0
  const pauses: number[] = []
  const budget = createBudget({
    now: () => now,
    sleep: async (ms) => {
      pauses.push(ms)
      now += ms
    },
  })
  await using http = linked({ budget })
  faults.add({ times: 2, do: { kind: 'status', status: 429, headers: { 'retry-after': '2' } } })
  expect(await firstPage(http)).toEqual([{ id: '1', subject: 'Printer' }])
  expect(http.waits).toEqual([2000, 2000])
  expect(pauses.length).toBeGreaterThan(0)
})

test('what prepare fetched with the SDK reaches the hooks', async () => {
  await using http = linked()
  const mapper = tiny.entities[0]?.mappers[0]
  const context = await mapper?.prepare(http)
  expect(mapper?.toConnec({ subject: 'Printer' }, context)).toEqual({ title: 'Printer (Ann)' })
})

test('no token is in what is logged, nor in the errors of the SDK', async () => {
  await using http = linked()
  const refused = await errorOf(tickets.create?.(http, { subject: 'A' }) ?? Promise.resolve())
  const gone = await errorOf(tickets.read?.(http, '2') ?? Promise.resolve())
  expect(gone).toBeInstanceOf(EntityNotFoundError)
  expect(String(refused)).toContain('422: {"message":"refused for [redacted]"}')
  const written = JSON.stringify([http.log, String(refused), String(gone)])
  expect(written).toContain('/tickets')
  for (const canary of [EXPIRED, FRESH]) expect(written).not.toContain(canary)
})

test('an SDK the connector does not name is refused in words', async () => {
  await using http = linked()
  const other = defineClient(() => ({}))
  expect(() => http.client(other)).toThrow(DefinitionError)
  expect(() => http.client(other)).toThrow(/Add it to defineConnector: `client: sdk`/)
})

test('who signs in without a token is told so', async () => {
  await using http = linked({ authorization: basicAuthorization('ann', 'secret') })
  expect(String(await errorOf(http.client(sdk).whoAmI()))).toMatch(/signs in without one/)
})
