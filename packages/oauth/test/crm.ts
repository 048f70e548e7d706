import { type Auth, oauth2 } from '@duet/core'
import { createClock, createOAuthServer, type OAuthServerOptions } from '@duet/simulator'
import {
  authorizationUrl,
  type CredentialStore,
  createSealer,
  createVault,
  exchangeCode,
  refreshTokens,
  sealingKey,
  type TokenSet,
} from '../src/index.js'

export const BASE = 'https://crm.example.test'
export const client = {
  clientId: 'duet-host',
  clientSecret: 'canary-client-secret',
  redirectUri: 'https://duet.example.test/oauth/callback',
}

/** An application's OAuth server with a clock that stands still, and our side of it. */
export function startCrm(options: Partial<OAuthServerOptions> = {}) {
  const clock = createClock({ now: new Date('2026-01-01T00:00:00Z') })
  const server = createOAuthServer({
    baseUrl: BASE,
    authorizePath: '/oauth2/authorize',
    tokenPath: '/oauth2/token',
    revokePath: '/oauth2/revoke',
    clients: [{ id: client.clientId, secret: client.clientSecret, redirectUris: [client.redirectUri] }],
    clientAuth: 'basic',
    scopes: ['read', 'write'],
    account: () => ({ id: '1', name: 'Acme' }),
    applicationName: 'Example CRM',
    clock,
    ...options,
  })
  const auth = oauth2({
    authorizeUrl: `${options.baseUrl ?? BASE}/oauth2/authorize`,
    tokenUrl: `${options.baseUrl ?? BASE}/oauth2/token`,
    revokeUrl: `${options.baseUrl ?? BASE}/oauth2/revoke`,
    scopes: ['read', 'write'],
    clientAuth: options.clientAuth ?? 'basic',
    pkce: options.pkce ?? false,
  })
  const now = () => clock.now().getTime()
  return {
    clock,
    now,
    server,
    auth,
    refresh: (refreshToken: string) => refreshTokens({ auth, client, refreshToken, now: now() }),
  }
}

/** What the browser does: it decides on the consent page and comes back. */
export async function comeBack(url: URL, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  })
  return new URL(response.headers.get('location') ?? '')
}

/** The whole way from the link button to tokens. */
export async function link({
  auth,
  now,
}: {
  auth: Extract<Auth, { kind: 'oauth2' }>
  now: () => number
}): Promise<TokenSet> {
  const callbackUrl = await comeBack(authorizationUrl(auth, client, { state: 'state-1' }))
  return exchangeCode({ auth, client, callbackUrl, state: 'state-1', now: now() })
}

/** A credential store that lives as long as the test. */
export function memoryStore(): CredentialStore {
  const rows = new Map<string, { version: number; sealed: string }>()
  const leases = new Map<string, { owner: string; until: number }>()
  return {
    read: async (linkId) => rows.get(linkId),
    async write(linkId, { sealed, expectedVersion }) {
      if ((rows.get(linkId)?.version ?? null) !== expectedVersion) return undefined
      const version = (expectedVersion ?? 0) + 1
      rows.set(linkId, { version, sealed })
      return version
    },
    async lease(linkId, owner, now, ms) {
      const held = leases.get(linkId)
      if (held !== undefined && held.owner !== owner && held.until > now) return false
      leases.set(linkId, { owner, until: now + ms })
      return true
    },
    async release(linkId, owner) {
      if (leases.get(linkId)?.owner === owner) leases.delete(linkId)
    },
    async remove(linkId) {
      rows.delete(linkId)
    },
  }
}

export const sealer = createSealer({ current: { id: '1', key: sealingKey('ab'.repeat(32)) } })
export const memoryVault = () => createVault({ store: memoryStore(), sealer })
