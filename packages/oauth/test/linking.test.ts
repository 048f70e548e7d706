import { inspect } from 'node:util'
import {
  AuthorizationError,
  DefinitionError,
  ExternalApiError,
  InvalidRecordError,
  oauth2,
  RateLimitError,
  UnansweredError,
} from '@duet/core'
import { json, mockNetwork, networkError, serveHandlers } from '@duet/simulator'
import { HttpResponse, http as on } from 'msw'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  AccessDeniedError,
  authorizationUrl,
  exchangeCode,
  InvalidGrantError,
  newState,
  newVerifier,
  refreshTokens,
  revokeToken,
  StateMismatchError,
} from '../src/index.js'
import { BASE, client, comeBack, link, startCrm } from './crm.js'

const network = mockNetwork()
beforeAll(() => network.listen())
afterEach(() => network.resetHandlers())
afterAll(() => network.close())

const TOKEN_URL = `${BASE}/oauth2/token`
const callback = (query: string) => new URL(`${client.redirectUri}?${query}`)
const answering = (answer: () => Response) => network.use(on.post(TOKEN_URL, answer))

test('the token request is a form with base64 Basic authentication (A23)', async () => {
  const crm = startCrm()
  network.resetHandlers(...crm.server.handlers)
  const seen: unknown[] = []
  network.use(
    on.post(TOKEN_URL, async ({ request }) => {
      const { headers } = request
      seen.push([headers.get('authorization'), headers.get('content-type'), await request.clone().text()])
    }),
  )
  const { refreshToken } = await link(crm)
  await crm.refresh(refreshToken ?? '')
  const basic = `Basic ${Buffer.from('duet-host:canary-client-secret').toString('base64')}`
  const type = expect.stringMatching(/^application\/x-www-form-urlencoded/)
  const redirect = encodeURIComponent(client.redirectUri)
  expect(seen).toEqual([
    [
      basic,
      type,
      expect.stringMatching(
        new RegExp(`^(?=.*redirect_uri=${redirect})(?=.*code=\\w+)(?=.*grant_type=authorization_code)`),
      ),
    ],
    [basic, type, `refresh_token=${refreshToken}&grant_type=refresh_token`],
  ])
})

test('linking gives tokens with their end on our clock', async () => {
  const crm = startCrm({ tokenTtlSeconds: 3600 })
  network.resetHandlers(...crm.server.handlers)
  expect(await link(crm)).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    expiresAt: crm.now() + 3_600_000,
    scope: 'read write',
    tokenType: 'bearer',
  })
})

test('client id and secret go into the form where the server wants them there', async () => {
  const crm = startCrm({ clientAuth: 'post' })
  network.resetHandlers(...crm.server.handlers)
  expect((await link(crm)).accessToken).not.toBe('')
})

test('the authorize URL carries state, scopes and parameters of the application', () => {
  const auth = oauth2({
    authorizeUrl: 'https://login.example.test/authorize?tenant=1',
    tokenUrl: TOKEN_URL,
    scopes: ['a', 'b'],
    clientAuth: 'basic',
    authorizeParams: { prompt: 'consent', state: 'not this' },
  })
  expect(Object.fromEntries(authorizationUrl(auth, client, { state: 's' }).searchParams)).toEqual({
    tenant: '1',
    prompt: 'consent',
    response_type: 'code',
    client_id: 'duet-host',
    redirect_uri: client.redirectUri,
    scope: 'a b',
    state: 's',
  })
})

test('PKCE: the code is worth nothing without the verifier', async () => {
  const { auth, server } = startCrm({ pkce: true })
  network.resetHandlers(...server.handlers)
  const [state, verifier] = [newState(), newVerifier()]
  const away = () => comeBack(authorizationUrl(auth, client, { state, verifier }))
  await expect(
    exchangeCode({ auth, client, callbackUrl: await away(), state, verifier }),
  ).resolves.toHaveProperty('accessToken')
  const stolen = exchangeCode({ auth, client, callbackUrl: await away(), state, verifier: newVerifier() })
  await expect(stolen).rejects.toBeInstanceOf(InvalidGrantError)
})

test('a way back with another state, or none, is refused before anything is sent', async () => {
  const { auth } = startCrm()
  for (const query of ['code=1&state=other', 'code=1', 'error=access_denied'])
    await expect(
      exchangeCode({ auth, client, callbackUrl: callback(query), state: 's' }),
    ).rejects.toBeInstanceOf(StateMismatchError)
})

test('denied access is an error in words', async () => {
  const { auth, server } = startCrm()
  network.resetHandlers(...server.handlers)
  const callbackUrl = await comeBack(authorizationUrl(auth, client, { state: 's' }), 'deny')
  const exchange = exchangeCode({ auth, client, callbackUrl, state: 's' })
  await expect(exchange).rejects.toThrow('access was not allowed at the application')
  await expect(exchange).rejects.toBeInstanceOf(AccessDeniedError)
})

test('another error of the authorize page, and a way back without a code', async () => {
  const { auth } = startCrm()
  const exchange = (query: string) => exchangeCode({ auth, client, callbackUrl: callback(query), state: 's' })
  await expect(exchange('state=s&error=invalid_scope&error_description=no+sync')).rejects.toThrow(
    'invalid_scope, no sync',
  )
  await expect(exchange('state=s')).rejects.toThrow('without a code')
})

test('a code is good once', async () => {
  const { auth, server } = startCrm()
  network.resetHandlers(...server.handlers)
  const callbackUrl = await comeBack(authorizationUrl(auth, client, { state: 's' }))
  await exchangeCode({ auth, client, callbackUrl, state: 's' })
  const again = exchangeCode({ auth, client, callbackUrl, state: 's' })
  await expect(again).rejects.toBeInstanceOf(InvalidGrantError)
  await expect(again).rejects.toMatchObject({ code: 'invalid_grant', status: 400 })
})

test('a wrong client secret blames the settings, not the account', async () => {
  const { auth, server } = startCrm()
  network.resetHandlers(...server.handlers)
  const callbackUrl = await comeBack(authorizationUrl(auth, client, { state: 's' }))
  const error = await exchangeCode({
    auth,
    client: { ...client, clientSecret: 'wrong' },
    callbackUrl,
    state: 's',
  }).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AuthorizationError)
  expect(error).not.toBeInstanceOf(InvalidGrantError)
  expect(error).toHaveProperty(
    'message',
    expect.stringContaining('Correct its client id and secret in the settings'),
  )
})

test.each([
  ['a broken connection', () => networkError(), UnansweredError],
  ['a failure', () => json(503, {}), ExternalApiError],
  ['a limit', () => json(429, {}, { 'retry-after': '30' }), RateLimitError],
  ['a page for people', () => HttpResponse.html('<h1>hello</h1>'), InvalidRecordError],
  ['half an answer', () => new HttpResponse('{"access_token":"canary-new'), InvalidRecordError],
  ['no token', () => json(200, { token_type: 'bearer' }), InvalidRecordError],
  [
    'a refusal that echoes',
    () =>
      json(400, { error: 'invalid_request', error_description: 'bad canary-refresh canary-client-secret' }),
    ExternalApiError,
  ],
  [
    'a token that is no text',
    () => json(200, { access_token: { secret: 'canary-new' } }),
    InvalidRecordError,
  ],
])('%s of the token endpoint is a typed error without secrets, asked once', async (_, answer, kind) => {
  const { auth } = startCrm()
  let calls = 0
  answering(() => {
    calls += 1
    return answer()
  })
  const error = await refreshTokens({ auth, client, refreshToken: 'canary-refresh' }).catch(
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(kind)
  expect(error).not.toBeInstanceOf(InvalidGrantError)
  expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(
    /canary-(?!client)|canary-client-secret/,
  )
  expect(calls).toBe(1)
})

test('a refresh keeps the old refresh token when the answer has none', async () => {
  const { auth } = startCrm()
  for (const refresh_token of [undefined, null, '']) {
    answering(() => json(200, { access_token: 'a', token_type: 'bearer', refresh_token }))
    const tokens = await refreshTokens({ auth, client, refreshToken: 'old' })
    expect(tokens).toMatchObject({ accessToken: 'a', refreshToken: 'old', expiresAt: null })
  }
})

test('the liberties servers take are understood', async () => {
  const { auth } = startCrm()
  answering(() =>
    json(201, { access_token: 'a', expires_in: '60', scope: ['x', 'y'], id_token: 'e30.e30.x' }),
  )
  expect(await refreshTokens({ auth, client, refreshToken: 'old', now: 0 })).toEqual({
    accessToken: 'a',
    refreshToken: 'old',
    expiresAt: 60_000,
    scope: 'x y',
    tokenType: 'bearer',
  })
  answering(() => json(200, { error: 'invalid_grant' }))
  await expect(refreshTokens({ auth, client, refreshToken: 'old' })).rejects.toBeInstanceOf(InvalidGrantError)
})

test('a revoked token is dead, and an application without revocation says so', async () => {
  const crm = startCrm()
  network.resetHandlers(...crm.server.handlers)
  const { refreshToken } = await link(crm)
  expect(await revokeToken({ auth: crm.auth, client, token: refreshToken ?? '' })).toBe(true)
  await expect(crm.refresh(refreshToken ?? '')).rejects.toBeInstanceOf(InvalidGrantError)
  const { revokeUrl: _, ...auth } = crm.auth
  expect(await revokeToken({ auth, client, token: 'x' })).toBe(false)
})

test('plain http is for this machine only', async () => {
  const auth = oauth2({
    ...startCrm().auth,
    tokenUrl: 'http://crm.example.test/token',
    authorizeUrl: 'http://crm.example.test/a',
  })
  await expect(refreshTokens({ auth, client, refreshToken: 'x' })).rejects.toBeInstanceOf(DefinitionError)
  expect(() => authorizationUrl(auth, client, { state: 's' })).toThrow('secrets would travel unprotected')

  const crm = startCrm()
  const served = await serveHandlers(crm.server.handlers, { baseUrl: BASE })
  try {
    const local = oauth2({
      ...crm.auth,
      authorizeUrl: `${served.url}/oauth2/authorize`,
      tokenUrl: `${served.url}/oauth2/token`,
    })
    expect(await link({ auth: local, now: crm.now })).toHaveProperty('scope', 'read write')
  } finally {
    await served.close()
  }
})
