import { setTimeout as sleep } from 'node:timers/promises'
import { AuthorizationError, UnansweredError } from '@duet/core'
import { bearer, createHttp } from '@duet/http'
import { json, mockNetwork, networkError } from '@duet/simulator'
import { http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createTokenSource, createVault, InvalidGrantError, type TokenSourceOptions } from '../src/index.js'
import { BASE, link, memoryStore, memoryVault, sealer, startCrm } from './crm.js'

const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const HOUR = 3_600_000

/** A linked account at a server that gives each refresh token out once. */
async function linked() {
  const crm = startCrm({ rotateRefreshTokens: true })
  const vault = memoryVault()
  network.resetHandlers(
    ...crm.server.handlers,
    on.get(`${BASE}/v2/me`, ({ request }) =>
      crm.server.authenticate(request).ok ? json(200, {}) : json(401, {}),
    ),
  )
  const tokens = await link(crm)
  await vault.put('link-1', { kind: 'oauth2', tokens })
  // the server counts what it granted; this counts what it was asked
  const redeemed: string[] = []
  const refresh = (refreshToken: string) => {
    redeemed.push(refreshToken)
    return crm.refresh(refreshToken)
  }
  const source = (options: Partial<TokenSourceOptions> = {}) =>
    createTokenSource({
      vault,
      linkId: 'link-1',
      refresh,
      owner: 'host',
      clock: crm.now,
      ...options,
    })
  const works = async (token: string) =>
    crm.server.authenticate(new Request(BASE, { headers: { authorization: `Bearer ${token}` } })).ok
  const stored = async () => {
    const credentials = await vault.get('link-1')
    if (credentials?.kind !== 'oauth2') throw new Error('not linked')
    return credentials.tokens
  }
  return { ...crm, refresh, redeemed, vault, tokens, source, works, stored }
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

test('a token is renewed before it ends, not earlier', async () => {
  const { clock, server, source, tokens, works } = await linked()
  const { getAccessToken } = source({ marginMs: 60_000 })
  clock.advance(HOUR - 61_000)
  expect(await getAccessToken()).toBe(tokens.accessToken)
  clock.advance(1000)
  const renewed = await getAccessToken()
  expect(renewed).not.toBe(tokens.accessToken)
  expect(await works(renewed)).toBe(true)
  expect(server.refreshes).toBe(1)
})

test('fifty callers with an expired token: exactly one refresh', async () => {
  const { clock, redeemed, source, works } = await linked()
  clock.advance(HOUR)
  const { getAccessToken } = source()
  const tokens = await Promise.all(Array.from({ length: 50 }, () => getAccessToken()))
  expect(new Set(tokens).size).toBe(1)
  expect(await works(tokens[0] ?? '')).toBe(true)
  expect(redeemed).toHaveLength(1)
})

test('fifty callers in two processes that share a store: exactly one refresh', async () => {
  const { clock, redeemed, source, works } = await linked()
  clock.advance(HOUR)
  const [one, two] = [source({ owner: 'host' }), source({ owner: 'host' })]
  const callers = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : two).getAccessToken())
  const tokens = await Promise.all(callers)
  expect(new Set(tokens).size).toBe(1)
  expect(await works(tokens[0] ?? '')).toBe(true)
  expect(redeemed).toHaveLength(1)
})

test('fifty requests that meet a 401 at once cost one refresh', async () => {
  const { redeemed, server, source } = await linked()
  const { getAccessToken, renew } = source()
  await using http = createHttp({
    baseUrl: `${BASE}/v2`,
    userAgent: 'Duet/test',
    authorization: bearer(getAccessToken, renew),
  })
  await getAccessToken()
  server.expireAccessTokens()
  await Promise.all(Array.from({ length: 50 }, () => http.get('/me', z.object({}))))
  expect(redeemed).toHaveLength(1)
})

test('a 401 for a token that somebody already replaced costs no refresh', async () => {
  const { server, source, tokens } = await linked()
  const [one, two] = [source(), source()]
  await two.getAccessToken()
  expect(await one.renew(tokens.accessToken)).toBe(true)
  expect(await two.renew(tokens.accessToken)).toBe(true)
  expect(await two.getAccessToken()).toBe(await one.getAccessToken())
  expect(server.refreshes).toBe(1)
})

test('the new refresh token is stored before the access token is given out', async () => {
  const { clock, source, stored, tokens } = await linked()
  clock.advance(HOUR)
  const accessToken = await source().getAccessToken()
  expect(await stored()).toMatchObject({ accessToken })
  expect((await stored()).refreshToken).not.toBe(tokens.refreshToken)
})

test('a holder that died is replaced when its lease has ended; the link is not lost', async () => {
  const { clock, now, server, source, vault, works } = await linked()
  clock.advance(HOUR)
  await vault.lease('link-1', 'a host that was killed', now(), 10_000)
  const died = now()
  const passing = async (ms: number) => clock.advance(ms)
  expect(await works(await source({ sleep: passing }).getAccessToken())).toBe(true)
  expect(now() - died).toBe(10_000)
  expect(server.refreshes).toBe(1)
})

test('a holder that was paused beyond its lease after redeeming: the other one waits for its tokens', async () => {
  const { clock, refresh, server, source, stored } = await linked()
  clock.advance(HOUR)
  const paused = gate()
  const redeemed = gate()
  const slow = source({
    refresh: async (refreshToken) => {
      const tokens = await refresh(refreshToken)
      redeemed.open()
      await paused.opened
      return tokens
    },
  }).getAccessToken()
  await redeemed.opened
  clock.advance(10_000)

  const broken: unknown[] = []
  const wake = async () => {
    paused.open()
    await sleep(10)
  }
  const other = source({ sleep: wake, onNeedsReauth: (error) => void broken.push(error) })
  expect(await other.getAccessToken()).toBe(await slow)
  expect(await stored()).toMatchObject({ accessToken: await slow })
  expect(server.refreshes).toBe(1)
  expect(broken).toEqual([])
})

test('invalid_grant reads the store again before the link is declared broken', async () => {
  const { clock, refresh, source, vault, works } = await linked()
  clock.advance(HOUR)
  const broken: unknown[] = []
  const { getAccessToken } = source({
    // another process, which does not ask for a lease, rotates in the same moment
    refresh: async (refreshToken) => {
      await vault.put('link-1', { kind: 'oauth2', tokens: await refresh(refreshToken) })
      return refresh(refreshToken)
    },
    onNeedsReauth: (error) => void broken.push(error),
  })
  expect(await works(await getAccessToken())).toBe(true)
  expect(broken).toEqual([])
})

test('a link the application took back needs to be linked again; it is asked once, not with every request', async () => {
  const { clock, server, source, vault, ...crm } = await linked()
  server.revokeAll()
  clock.advance(HOUR)
  const broken: unknown[] = []
  let asked = 0
  const { getAccessToken } = source({
    sleep: async () => {},
    refresh: (refreshToken) => {
      asked += 1
      return crm.refresh(refreshToken)
    },
    onNeedsReauth: (error) => void broken.push(error),
  })
  for (let request = 0; request < 3; request += 1) {
    const error = await getAccessToken().catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(InvalidGrantError)
    expect(error).toBeInstanceOf(AuthorizationError)
    expect(error).toHaveProperty('message', expect.stringContaining('Link the account again.'))
  }
  expect(asked).toBe(1)
  expect(broken).toHaveLength(1)

  await vault.put('link-1', { kind: 'oauth2', tokens: await link(crm) })
  expect(await crm.works(await getAccessToken())).toBe(true)
})

test('an outage of the token endpoint does not break the link', async () => {
  const { clock, source, works } = await linked()
  clock.advance(HOUR)
  const broken: unknown[] = []
  const { getAccessToken } = source({ onNeedsReauth: (error) => void broken.push(error) })
  network.use(on.post(`${BASE}/oauth2/token`, () => networkError(), { once: true }))
  await expect(getAccessToken()).rejects.toBeInstanceOf(UnansweredError)
  expect(await works(await getAccessToken())).toBe(true)
  expect(broken).toEqual([])
})

test('whoever loses the compare-and-set to a new link uses and keeps the new link', async () => {
  const { clock, refresh, source, stored, vault, ...crm } = await linked()
  clock.advance(HOUR)
  const again = await link(crm)
  const { getAccessToken } = source({
    refresh: async (refreshToken) => {
      const tokens = await refresh(refreshToken)
      await vault.put('link-1', { kind: 'oauth2', tokens: again })
      return tokens
    },
  })
  expect(await getAccessToken()).toBe(again.accessToken)
  expect(await stored()).toEqual(again)
})

test('a compare-and-set lost to a mere re-seal does not lose the redeemed tokens', async () => {
  const { clock, refresh, source, stored, tokens, vault } = await linked()
  clock.advance(HOUR)
  const { getAccessToken } = source({
    refresh: async (refreshToken) => {
      const redeemed = await refresh(refreshToken)
      await vault.put('link-1', { kind: 'oauth2', tokens })
      return redeemed
    },
  })
  expect(await stored()).toMatchObject({ accessToken: tokens.accessToken })
  expect(await getAccessToken()).toBe((await stored()).accessToken)
  expect((await stored()).accessToken).not.toBe(tokens.accessToken)
})

test('a store that fails for a moment does not cost the redeemed refresh token', async () => {
  const crm = await linked()
  const store = memoryStore()
  let failures = 2
  const flaky = createVault({
    sealer,
    store: {
      ...store,
      write: async (linkId, row) => {
        if (row.expectedVersion !== null && failures-- > 0) throw new Error('the database restarts')
        return store.write(linkId, row)
      },
    },
  })
  await flaky.put('link-1', { kind: 'oauth2', tokens: crm.tokens })
  crm.clock.advance(HOUR)
  const { getAccessToken } = crm.source({ vault: flaky, sleep: async () => {} })
  expect(await crm.works(await getAccessToken())).toBe(true)
})

test('tokens that live shorter than the margin are not renewed with every request', async () => {
  const crm = startCrm({ tokenTtlSeconds: 30, rotateRefreshTokens: true })
  network.resetHandlers(...crm.server.handlers)
  const vault = memoryVault()
  await vault.put('link-1', { kind: 'oauth2', tokens: await link(crm) })
  const { getAccessToken } = createTokenSource({
    vault,
    linkId: 'link-1',
    refresh: crm.refresh,
    owner: 'host',
    clock: crm.now,
  })
  for (let request = 0; request < 10; request += 1) await getAccessToken()
  expect(crm.server.refreshes).toBe(1)
})

test('an access that ends without a refresh token needs to be linked again', async () => {
  const { clock, source, tokens, vault } = await linked()
  await vault.put('link-1', { kind: 'oauth2', tokens: { ...tokens, refreshToken: null } })
  expect(await source().getAccessToken()).toBe(tokens.accessToken)
  clock.advance(HOUR)
  await expect(source().getAccessToken()).rejects.toThrow('gave nothing to renew it with')
})

test('an account that is not linked says so', async () => {
  const { source } = await linked()
  await expect(source({ linkId: 'link-2' }).getAccessToken()).rejects.toThrow('the account is not linked')
})
