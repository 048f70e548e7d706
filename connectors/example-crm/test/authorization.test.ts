import { createHash } from 'node:crypto'
import type { OAuth2 } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exampleCrm } from '../src/index.js'
import { startCrm } from './crm.js'

const { auth } = exampleCrm
if (auth.kind !== 'oauth2') throw new Error('the first way in is OAuth')
const { authorizeUrl, tokenUrl, pkce, scopes }: OAuth2 = auth

const redirectUri = 'https://duet.example.test/callback'
const verifier = 'a-verifier-of-at-least-forty-three-characters-long'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const tokenSet = z.object({ access_token: z.string(), refresh_token: z.string() })

async function consent(changes: Record<string, string> = {}) {
  const response = await fetch(authorizeUrl, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      response_type: 'code',
      client_id: 'duet',
      redirect_uri: redirectUri,
      state: 'xyz',
      scope: scopes.join(' '),
      code_challenge: challenge,
      code_challenge_method: 'S256',
      decision: 'allow',
      ...changes,
    }),
  })
  return new URL(response.headers.get('location') ?? '').searchParams
}

const token = (client: { id: string; secret: string }, form: Record<string, string>) =>
  fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.id, client_secret: client.secret, ...form }),
  })

async function exchange(client: { id: string; secret: string }, code_verifier = verifier) {
  const code = (await consent()).get('code') ?? ''
  return token(client, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier })
}

test('a code is exchanged with its verifier, and the token names the account', async () => {
  await using started = startCrm()
  expect(pkce).toBe(true)
  const { access_token } = tokenSet.parse(await (await exchange(started.crm.client)).json())
  const http = started.clientWith({ accessToken: access_token })
  expect(await exampleCrm.account(http)).toEqual({ id: 'acc_1', name: 'Example Ltd' })
})

test('without PKCE there is no code, and with a wrong verifier no token', async () => {
  await using started = startCrm()
  expect((await consent({ code_challenge_method: 'plain' })).get('error')).toBe('invalid_request')
  const refused = await exchange(started.crm.client, 'another verifier')
  expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_grant' }])
})

test('a refresh token works once', async () => {
  await using started = startCrm()
  const { client } = started.crm
  const { refresh_token } = tokenSet.parse(await (await exchange(client)).json())
  const refresh = () => token(client, { grant_type: 'refresh_token', refresh_token })
  const renewed = tokenSet.parse(await (await refresh()).json())
  expect(renewed.refresh_token).not.toBe(refresh_token)
  expect((await refresh()).status).toBe(400)
})

test('the API key of the account is as good as a token', async () => {
  await using started = startCrm()
  const http = started.clientWith({ apiKey: started.crm.apiKey })
  expect(await exampleCrm.account(http)).toEqual({ id: 'acc_1', name: 'Example Ltd' })
  await expect(exampleCrm.account(started.clientWith({ apiKey: 'wrong' }))).rejects.toMatchObject({
    status: 401,
  })
})

test('nobody, an expired token and a read-only token are told apart', async () => {
  await using started = startCrm()
  const { crm } = started
  const as = (accessToken: string) => started.clientWith({ accessToken })
  await expect(exampleCrm.account(started.clientWith({}))).rejects.toMatchObject({ status: 401 })
  const reader = as(crm.oauth.issue({ scopes: ['read'] }))
  expect(await exampleCrm.account(reader)).toMatchObject({ id: 'acc_1' })
  await expect(reader.post('/people', z.unknown(), { json: {} })).rejects.toMatchObject({ status: 403 })
  const shortLived = as(crm.oauth.issue({ ttlSeconds: 60 }))
  crm.clock.advance(61_000)
  await expect(exampleCrm.account(shortLived)).rejects.toMatchObject({ status: 401 })
})
