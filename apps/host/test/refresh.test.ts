import { fileURLToPath } from 'node:url'
import { oauth2 } from '@duet/core'
import {
  authorizationUrl,
  createSealer,
  createVault,
  exchangeCode,
  sealingKey,
  type TokenSet,
} from '@duet/oauth'
import { createOAuthServer, serveHandlers } from '@duet/simulator'
import type { Store } from '@duet/store'
import { linkIn, postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { getResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
import { startChild } from './child.js'

const BASE = 'https://crm.example.test'
const KEY = 'ab'.repeat(32)
/** Short where a holder is killed, so that nobody waits long; elsewhere no slow machine may take one for dead. */
const leaseMs = (isKilled: boolean) => (isKilled ? 1_500 : 120_000)
const client = {
  clientId: 'duet-host',
  clientSecret: 'canary-client-secret',
  redirectUri: 'https://duet.example.test/oauth/callback',
}
const databases = [
  { name: 'SQLite', create: temporaryStore, skip: undefined },
  { name: 'PostgreSQL', create: temporaryPostgres, skip: postgresMissing() },
]

for (const { name, create, skip } of databases) {
  describe.skipIf(skip)(`an expired token in two processes, on ${name}`, { timeout: 240_000 }, () => {
    test('fifty callers at once cost exactly one refresh', async () => {
      await using place = await openPlace(create)
      const processes = await Promise.all([place.callers(25), place.callers(25)])
      for (const { begin } of processes) begin()
      const [one, two] = await Promise.all(processes.map(({ line }) => line()))
      expect(one).toEqual({ tokens: [expect.any(String)], needsReauth: [] })
      expect(two).toEqual(one)
      expect(place.asked()).toBe(1)
      expect(await place.storedTokenWorks()).toBe(true)
    })

    test('a holder killed before the server heard of it does not cost the link', async () => {
      await using place = await openPlace(create, { hold: 'before' })
      const [killed, other] = await Promise.all([place.callers(1), place.callers(25)])
      killed.begin()
      await place.held
      killed.kill()
      await killed.gone
      other.begin()
      expect(await other.line()).toEqual({ tokens: [expect.any(String)], needsReauth: [] })
      expect(place.asked()).toBe(2)
      expect(await place.storedTokenWorks()).toBe(true)
    })

    test('nor does one killed after the server gave new tokens, where the old one may be used again for a while', async () => {
      await using place = await openPlace(create, { hold: 'after', graceSeconds: 60 })
      const [killed, other] = await Promise.all([place.callers(1), place.callers(25)])
      killed.begin()
      await place.held
      killed.kill()
      await killed.gone
      other.begin()
      expect(await other.line()).toEqual({ tokens: [expect.any(String)], needsReauth: [] })
      expect(await place.storedTokenWorks()).toBe(true)
    })
  })
}

interface PlaceOptions {
  /** The first refresh never gets its answer: the server did not see it, or had already made new tokens. */
  hold?: 'before' | 'after'
  graceSeconds?: number
}

/** A link with an expired token, at a server over HTTP that gives each refresh token out once. */
async function openPlace(create: () => Promise<Store>, { hold, graceSeconds }: PlaceOptions = {}) {
  const closing = new AsyncDisposableStack()
  const store = closing.use(await create())
  const server = createOAuthServer({
    baseUrl: BASE,
    authorizePath: '/authorize',
    tokenPath: '/token',
    clients: [{ id: client.clientId, secret: client.clientSecret, redirectUris: [client.redirectUri] }],
    clientAuth: 'basic',
    scopes: ['read'],
    account: () => ({ id: '1', name: 'Acme' }),
    applicationName: 'Example CRM',
    rotateRefreshTokens: graceSeconds === undefined ? true : { graceSeconds },
  })
  const held = Promise.withResolvers<void>()
  let asked = 0
  const watched = http.post(`${BASE}/token`, async ({ request }) => {
    if (!(await request.clone().text()).includes('grant_type=refresh_token')) return
    asked += 1
    if (hold === undefined || asked > 1) return
    if (hold === 'after') await getResponse(server.handlers, request)
    held.resolve()
    await new Promise(() => {})
  })
  const served = await serveHandlers([watched, ...server.handlers], { baseUrl: BASE })
  closing.defer(() => served.close())

  const endpoints = {
    authorizeUrl: `${served.url}/authorize`,
    tokenUrl: `${served.url}/token`,
    scopes: ['read'],
    clientAuth: 'basic' as const,
  }
  const { id: linkId } = await linkIn(store)
  const sealer = createSealer({ current: { id: '1', key: sealingKey(KEY) } })
  const vault = createVault({ store: store.credentials, sealer })
  const tokens = await consent(oauth2(endpoints))
  await vault.put(linkId, { kind: 'oauth2', tokens: { ...tokens, expiresAt: Date.now() - 1 } })

  let processes = 0
  return {
    held: held.promise,
    asked: () => asked,
    async callers(count: number) {
      processes += 1
      const script = fileURLToPath(new URL('./token-callers.mjs', import.meta.url))
      const orders = { database: store.database.options, linkId, auth: endpoints, client, key: KEY }
      const child = await startChild(script, {
        ...orders,
        owner: `host-${processes}`,
        callers: count,
        leaseMs: leaseMs(hold !== undefined),
      })
      closing.defer(child.kill)
      return child
    },
    async storedTokenWorks() {
      const stored = await vault.get(linkId)
      if (stored?.kind !== 'oauth2') return false
      const headers = { authorization: `Bearer ${stored.tokens.accessToken}` }
      return server.authenticate(new Request(BASE, { headers })).ok
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

async function consent(auth: ReturnType<typeof oauth2>): Promise<TokenSet> {
  const state = 'state-1'
  const answer = await fetch(authorizationUrl(auth, client, { state }), {
    method: 'POST',
    body: new URLSearchParams({ decision: 'allow' }),
    redirect: 'manual',
  })
  const callbackUrl = new URL(answer.headers.get('location') ?? '')
  return await exchangeCode({ auth, client, callbackUrl, state })
}
