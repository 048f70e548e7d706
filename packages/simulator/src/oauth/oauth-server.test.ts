import { createHash } from 'node:crypto'
import { request } from 'undici'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClock } from '../clock.js'
import { mockNetwork } from '../network.js'
import type { OAuthServerOptions } from './oauth-options.js'
import { createOAuthServer, type OAuthServer } from './oauth-server.js'

const base = 'https://app.example.test'
const redirectUri = 'https://duet.example.test/callback'
const network = mockNetwork()
beforeAll(() => network.listen())
afterAll(() => network.close())

let clock = createClock()
let oauth: OAuthServer

function start(options: Partial<OAuthServerOptions> = {}): void {
  clock = createClock({ now: new Date('2026-01-01T00:00:00Z') })
  oauth = createOAuthServer({
    baseUrl: base,
    authorizePath: '/oauth2/authorize',
    tokenPath: '/oauth2/token',
    revokePath: '/oauth2/revoke',
    tokenInfoPath: '/oauth2/token/info',
    clients: [
      {
        id: 'duet',
        name: 'Duet <script>',
        secret: 's%cret:+1',
        redirectUris: [redirectUri, `${redirectUri}?a=1`],
      },
      { id: 'other', secret: 'other-secret' },
    ],
    clientAuth: 'basic',
    scopes: ['read', 'write', 'sync'],
    defaultScopes: ['read', 'write'],
    account: () => ({ id: '7', name: 'Acme & Sons "Ltd"' }),
    applicationName: 'Example CRM',
    clock,
    ...options,
  })
  network.resetHandlers(...oauth.handlers)
}
beforeEach(() => start())

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const duet = basic('duet', encodeURIComponent('s%cret:+1'))

async function post(path: string, form: Record<string, string>, authorization = '') {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(authorization ? { authorization } : {}),
  }
  const {
    statusCode,
    body,
    headers: answered,
  } = await request(`${base}${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form).toString(),
  })
  const text = await body.text()
  return { status: statusCode, text, headers: answered, json: () => JSON.parse(text) }
}

const asked = { response_type: 'code', client_id: 'duet', redirect_uri: redirectUri, state: 'xyz&1' }
const authorizeUrl = (changes: Record<string, string> = {}) =>
  `${base}/oauth2/authorize?${new URLSearchParams({ ...asked, ...changes })}`

async function consent(changes: Record<string, string> = {}) {
  const { headers } = await post('/oauth2/authorize', { ...asked, decision: 'allow', ...changes })
  return new URL(String(headers.location)).searchParams
}

async function exchange(code: string | null, changes: Record<string, string> = {}, authorization = duet) {
  const form = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri, ...changes }
  return post('/oauth2/token', form, authorization)
}

const tokens = async () => (await exchange((await consent()).get('code'))).json()
const refresh = (refresh_token: string, changes = {}) =>
  post('/oauth2/token', { grant_type: 'refresh_token', refresh_token, ...changes }, duet)
const bearer = (token: string) => new Request(base, { headers: { authorization: `Bearer ${token}` } })
const check = (token: string) => {
  const result = oauth.authenticate(bearer(token))
  return result.ok ? 'ok' : result.reason
}

describe('the consent page', () => {
  const get = async (url: string) => {
    const { statusCode, headers, body } = await request(url)
    return { status: statusCode, headers, text: await body.text() }
  }

  test('names application, client, account and scopes, everything escaped', async () => {
    const { status, text, headers } = await get(authorizeUrl({ state: '"><img>' }))
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    for (const part of [
      'Example CRM',
      'Duet &lt;script&gt;',
      'Acme &amp; Sons &quot;Ltd&quot;',
      '<li>write</li>',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain('<script>')
    expect(text).not.toContain('<img>')
  })

  test('an unknown client or a foreign redirect_uri gets a page, never a redirect', async () => {
    const foreign = [
      { client_id: 'nobody' },
      { redirect_uri: 'https://evil.example/callback' },
      { redirect_uri: `${redirectUri}/more` },
      { client_id: 'other', redirect_uri: 'javascript:alert(1)' },
    ]
    for (const changes of foreign) {
      const { status, headers, text } = await get(authorizeUrl(changes))
      expect([status, headers.location]).toEqual([400, undefined])
      expect(text).toContain('Access cannot be granted')
      expect((await post('/oauth2/authorize', { ...asked, ...changes, decision: 'allow' })).status).toBe(400)
    }
  })

  test('other mistakes go back to the client with the state', async () => {
    const wrong = [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'read everything' }, 'invalid_scope'],
    ] as const
    for (const [changes, error] of wrong) {
      const { status, headers } = await get(authorizeUrl(changes))
      const back = new URL(String(headers.location))
      expect([status, back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([
        303,
        error,
        'xyz&1',
      ])
    }
  })

  test('a denial goes back as access_denied, and a form without a decision asks again', async () => {
    expect((await consent({ decision: 'deny' })).get('error')).toBe('access_denied')
    expect((await post('/oauth2/authorize', asked)).status).toBe(400)
  })

  test('a program may consent with the query in the address and only the decision in the form', async () => {
    const { headers } = await post(authorizeUrl({ redirect_uri: `${redirectUri}?a=1` }).slice(base.length), {
      decision: 'allow',
    })
    const back = new URL(String(headers.location))
    expect([back.searchParams.get('a'), back.searchParams.get('state')]).toEqual(['1', 'xyz&1'])
    expect(back.searchParams.get('code')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the token endpoint', () => {
  test('exchanges a code for tokens', async () => {
    const answer = await exchange((await consent()).get('code'))
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      scope: 'read write',
    })
    expect([answer.headers['cache-control'], oauth.exchanges]).toEqual(['no-store', 1])
    expect(oauth.authenticate(bearer(answer.json().access_token))).toMatchObject({
      ok: true,
      token: { clientId: 'duet', accountId: '7', scopes: ['read', 'write'] },
    })
  })

  test('a code works once; using it again takes its tokens back', async () => {
    const code = (await consent()).get('code')
    const first = (await exchange(code)).json()
    expect((await exchange(code)).json()).toMatchObject({ error: 'invalid_grant' })
    expect(check(first.access_token)).toBe('invalid')
  })

  test('a code is bound to its time, its client and its redirect_uri', async () => {
    const code = (await consent()).get('code')
    expect((await exchange(code, { redirect_uri: 'https://evil.example' })).json().error).toBe(
      'invalid_grant',
    )
    expect((await exchange(code, {}, basic('other', 'other-secret'))).json().error).toBe('invalid_grant')
    expect((await exchange(code, { redirect_uri: '' })).json().error).toBe('invalid_grant')
    const { status, json } = await post(
      '/oauth2/token',
      { grant_type: 'authorization_code', code: code ?? '' },
      duet,
    )
    expect([status, json().error]).toEqual([400, 'invalid_request'])
    clock.advance(600_000)
    expect((await exchange(code)).json().error).toBe('invalid_grant')
  })

  test('clients must authenticate in the agreed way', async () => {
    const inForm = { client_id: 'duet', client_secret: 's%cret:+1' }
    const code = (await consent()).get('code')
    for (const authorization of [
      '',
      basic('duet', 'wrong'),
      basic('nobody', 'x'),
      'Basic !',
      'Basic duet:s%cret',
    ]) {
      const answer = await exchange(code, inForm, authorization)
      expect([answer.status, answer.json().error]).toEqual([401, 'invalid_client'])
      expect(answer.headers['www-authenticate']).toMatch(/^Basic/)
    }
    expect((await exchange(code)).status).toBe(200)
    start({ clientAuth: 'post' })
    expect((await exchange((await consent()).get('code'))).status).toBe(401)
    expect((await exchange((await consent()).get('code'), inForm, '')).status).toBe(200)
  })

  test('only forms are read, and no parameter may be repeated', async () => {
    const send = async (type: string, body: string) => {
      const headers = { 'content-type': type, authorization: duet }
      const answer = await request(`${base}/oauth2/token`, { method: 'POST', headers, body })
      return [answer.statusCode, await answer.body.json()]
    }
    const refused = [400, expect.objectContaining({ error: 'invalid_request' })]
    expect(await send('application/json', '{"grant_type":"refresh_token"}')).toEqual(refused)
    expect(await send('application/x-www-form-urlencoded', 'grant_type=a&grant_type=b')).toEqual(refused)
    expect(await send('application/x-www-form-urlencoded', '')).toEqual(refused)
  })

  test('the password grant is there only where it is allowed', async () => {
    const form = { grant_type: 'password', username: 'ada', password: 'pw' }
    expect((await post('/oauth2/token', form, duet)).json().error).toBe('unsupported_grant_type')
    start({ password: (username, password) => username === 'ada' && password === 'pw' })
    expect((await post('/oauth2/token', { ...form, scope: 'sync' }, duet)).json().scope).toBe('sync')
    expect((await post('/oauth2/token', { ...form, password: 'no' }, duet)).json().error).toBe(
      'invalid_grant',
    )
  })

  test('with PKCE a code needs its verifier', async () => {
    start({ pkce: true })
    const verifier = 'a'.repeat(43)
    const code_challenge = createHash('sha256').update(verifier).digest('base64url')
    const challenged = { code_challenge, code_challenge_method: 'S256' }
    expect((await consent()).get('error')).toBe('invalid_request')
    expect((await exchange((await consent(challenged)).get('code'))).json().error).toBe('invalid_grant')
    const code = (await consent(challenged)).get('code')
    expect((await exchange(code, { code_verifier: 'b'.repeat(43) })).json().error).toBe('invalid_grant')
    expect((await exchange(code, { code_verifier: verifier })).status).toBe(200)
  })
})

describe('refreshing', () => {
  test('without rotation the refresh token stays', async () => {
    const { refresh_token, access_token } = await tokens()
    const second = (await refresh(refresh_token)).json()
    expect(second.refresh_token).toBe(refresh_token)
    expect(second.access_token).not.toBe(access_token)
    expect(oauth.refreshes).toBe(1)
  })

  test('with rotation the old refresh token ends at once', async () => {
    start({ rotateRefreshTokens: true })
    const { refresh_token } = await tokens()
    const second = (await refresh(refresh_token)).json()
    expect((await refresh(refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
    expect((await refresh(second.refresh_token)).status).toBe(200)
  })

  test('with grace the old refresh token lives on for so long, however often it is used', async () => {
    start({ rotateRefreshTokens: { graceSeconds: 60 } })
    const { refresh_token } = await tokens()
    await refresh(refresh_token)
    clock.advance(59_000)
    expect((await refresh(refresh_token)).status).toBe(200)
    clock.advance(1_000)
    expect((await refresh(refresh_token)).status).toBe(400)
  })

  test('a refresh narrows scopes and never adds any', async () => {
    const { refresh_token } = await tokens()
    expect((await refresh(refresh_token, { scope: 'read' })).json().scope).toBe('read')
    expect((await refresh(refresh_token, { scope: 'read sync' })).json().error).toBe('invalid_scope')
  })
})

describe('access tokens', () => {
  test('are missing, expired, invalid or good', async () => {
    expect(oauth.authenticate(new Request(base))).toEqual({ ok: false, reason: 'missing' })
    expect(check('nonsense')).toBe('invalid')
    const { access_token } = await tokens()
    clock.advance(3_599_000)
    expect(check(access_token)).toBe('ok')
    clock.advance(1_000)
    expect(check(access_token)).toBe('expired')
  })

  test('expire on demand, personal ones excepted', async () => {
    const { access_token, refresh_token } = await tokens()
    const personal = oauth.issue({ scopes: ['read'] })
    oauth.expireAccessTokens()
    expect([check(access_token), check(personal)]).toEqual(['expired', 'ok'])
    expect((await refresh(refresh_token)).status).toBe(200)
    oauth.revokeAll()
    expect([check(personal), (await refresh(refresh_token)).status]).toEqual(['invalid', 400])
  })

  test('are revoked alone, or all together with their refresh token', async () => {
    const { access_token, refresh_token } = await tokens()
    const next = (await refresh(refresh_token)).json().access_token
    expect((await post('/oauth2/revoke', { token: access_token }, duet)).status).toBe(200)
    expect([check(access_token), check(next)]).toEqual(['invalid', 'ok'])
    expect((await post('/oauth2/revoke', { token: refresh_token }, duet)).status).toBe(200)
    expect([check(next), (await refresh(refresh_token)).status]).toEqual(['invalid', 400])
    expect((await post('/oauth2/revoke', { token: 'unknown' }, duet)).status).toBe(200)
    expect((await post('/oauth2/revoke', { token: 'unknown' })).status).toBe(401)
  })

  test('tell about themselves', async () => {
    const { access_token } = await tokens()
    clock.advance(600_000)
    const info = (token: string) =>
      request(`${base}/oauth2/token/info`, { headers: { authorization: `Bearer ${token}` } })
    expect(await (await info(access_token)).body.json()).toEqual({
      client_id: 'duet',
      account_id: '7',
      scope: 'read write',
      expires_in: 3000,
    })
    expect((await info('nonsense')).statusCode).toBe(401)
  })
})

test('a second server goes on with the state of the first', async () => {
  const { access_token, refresh_token } = await tokens()
  const state = JSON.parse(JSON.stringify(oauth.state.get()))
  start()
  oauth.state.set(state)
  expect(check(access_token)).toBe('ok')
  expect((await refresh(refresh_token)).status).toBe(200)
  expect(() => oauth.state.set({ codes: 1 })).toThrow()
})
