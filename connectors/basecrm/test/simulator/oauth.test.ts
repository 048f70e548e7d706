import { expect, test } from 'vitest'
import { z } from 'zod'
import { basecrm } from '../../src/index.js'
import type { BaseCrmSimulator } from '../../src/simulator/index.js'
import { openApi } from './base-crm-api.js'

const auth = z
  .object({ authorizeUrl: z.url(), tokenUrl: z.url(), scopes: z.array(z.string()) })
  .parse(basecrm.auth)
const answered = z.object({
  access_token: z.string().length(64),
  token_type: z.literal('bearer'),
  expires_in: z.number(),
  refresh_token: z.string().length(64),
  scope: z.string(),
})

/** Consents as the owner of the account does, and gives back the code. */
async function consent({ client }: BaseCrmSimulator): Promise<string> {
  const asked = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: 'https://duet.example/back',
    state: 's',
  }
  const form = new URLSearchParams({ ...asked, scope: auth.scopes.join(' '), decision: 'allow' })
  const { headers } = await fetch(auth.authorizeUrl, { method: 'POST', body: form, redirect: 'manual' })
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
}

async function redeem({ client }: BaseCrmSimulator, form: Record<string, string>) {
  const response = await fetch(auth.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
    body: new URLSearchParams(form),
  })
  return response.ok ? answered.parse(await response.json()) : response.status
}

const link = async (simulator: BaseCrmSimulator) =>
  answered.parse(
    await redeem(simulator, { grant_type: 'authorization_code', code: await consent(simulator) }),
  )
const refresh = (simulator: BaseCrmSimulator, refresh_token: string) =>
  redeem(simulator, { grant_type: 'refresh_token', refresh_token })

test('the scopes the connector asks for open all it reads', async () => {
  const { simulator, get } = openApi()
  const { access_token, scope, expires_in } = await link(simulator)
  expect([scope, expires_in]).toEqual(['read write profile', 3600])
  for (const path of ['/accounts/self', '/users', '/contacts', '/leads', '/deals', '/products', '/stages']) {
    expect((await get(path, { authorization: `Bearer ${access_token}` })).status).toBe(200)
  }
})

test('an access token ends after its time', async () => {
  const { simulator, clock, get } = openApi({ tokenTtl: 60 })
  const authorization = `Bearer ${(await link(simulator)).access_token}`
  expect((await get('/contacts', { authorization })).status).toBe(200)
  clock.advance(60_000)
  expect((await get('/contacts', { authorization })).status).toBe(401)
})

test('a refresh gives a new refresh token; the old one lives on for a while', async () => {
  const { simulator, clock } = openApi()
  const { refresh_token } = await link(simulator)
  expect(await refresh(simulator, refresh_token)).not.toMatchObject({ refresh_token })
  expect(await refresh(simulator, refresh_token)).toMatchObject({ token_type: 'bearer' })
  clock.advance(600_000)
  expect(await refresh(simulator, refresh_token)).toBe(400)
})

test('refresh tokens can stay the same', async () => {
  const { simulator } = openApi({ rotateRefreshTokens: false })
  const { refresh_token } = await link(simulator)
  expect(await refresh(simulator, refresh_token)).toMatchObject({ refresh_token })
})
