import { http, type RequestHandler } from 'msw'
import { json } from '../json-response.js'
import { askForConsent, decide } from './authorize.js'
import { type OAuthServerOptions, oauthConfig } from './oauth-options.js'
import type { OAuthState } from './oauth-state.js'
import { revoke } from './revoke.js'
import { TokenEndpoint } from './token-endpoint.js'
import { TokenVault } from './token-vault.js'

/** A valid access token and whom it stands for. */
export interface AccessToken {
  token: string
  /** Empty for a personal access token. */
  clientId: string
  accountId: string
  scopes: readonly string[]
  /** Null for a token that never expires. */
  expiresAt: Date | null
}

export type Authentication =
  | { ok: true; token: AccessToken }
  | { ok: false; reason: 'missing' | 'expired' | 'invalid' }

export interface OAuthServer {
  /** The authorize page, the token endpoint and, where they have paths, revocation and token info. */
  readonly handlers: RequestHandler[]
  /** Looks at the Bearer token of a request for a resource. */
  authenticate(request: Request): Authentication
  /** Lets all access tokens expire now, except those that never do; refresh tokens stay. */
  expireAccessTokens(): void
  /** Takes back every code and token. */
  revokeAll(): void
  /** A personal access token, without expiry unless told otherwise. */
  issue(options?: { scopes?: readonly string[]; ttlSeconds?: number }): string
  /** How often refresh tokens were redeemed. */
  readonly refreshes: number
  /** How often codes (or passwords) were redeemed. */
  readonly exchanges: number
  /** For `Persistence.bindState`. */
  readonly state: { get(): OAuthState; set(state: unknown): void; onChange(listener: () => void): () => void }
}

/**
 * An application's OAuth 2.0 side: consent page, tokens, revocation.
 *
 * @example
 * const oauth = createOAuthServer({
 *   baseUrl: 'https://api.getbase.com', authorizePath: '/oauth2/authorize', tokenPath: '/oauth2/token',
 *   clients: [{ id: 'duet', secret: 'secret' }], clientAuth: 'basic', scopes: ['read', 'write'],
 *   account: () => ({ id: '1', name: 'Acme' }), applicationName: 'Base CRM',
 * })
 */
export function createOAuthServer(options: OAuthServerOptions): OAuthServer {
  const config = oauthConfig(options)
  const vault = new TokenVault(config)
  const tokens = new TokenEndpoint(config, vault)
  const url = (path: string) => config.baseUrl.replace(/\/$/, '') + path
  const authenticate = (request: Request) => authenticateBearer(vault, request)

  const handlers: RequestHandler[] = [
    http.get(url(config.authorizePath), ({ request }) => askForConsent(config, request)),
    http.post(url(config.authorizePath), ({ request }) => decide(config, vault, request)),
    http.post(url(config.tokenPath), ({ request }) => tokens.answer(request)),
  ]
  if (config.revokePath)
    handlers.push(http.post(url(config.revokePath), ({ request }) => revoke(config, vault, request)))
  if (config.tokenInfoPath) {
    const now = () => config.clock.now().getTime()
    handlers.push(
      http.get(url(config.tokenInfoPath), ({ request }) => tokenInfo(authenticate(request), now())),
    )
  }

  return {
    handlers,
    authenticate,
    expireAccessTokens: () => vault.expireAccessTokens(),
    revokeAll: () => vault.revokeAll(),
    issue: ({ scopes = config.scopes, ttlSeconds } = {}) =>
      vault.addAccessToken(vault.newGrant('', scopes), ttlSeconds ?? null),
    get refreshes() {
      return tokens.counters.refreshes
    },
    get exchanges() {
      return tokens.counters.exchanges
    },
    state: {
      get: () => vault.get(),
      set: (state) => vault.set(state),
      onChange: (listener) => vault.onChange(listener),
    },
  }
}

function authenticateBearer(vault: TokenVault, request: Request): Authentication {
  const header = request.headers.get('authorization')
  if (!header) return { ok: false, reason: 'missing' }
  const token = /^bearer +(\S+) *$/i.exec(header)?.[1] ?? ''
  const stored = vault.accessTokens.get(token)
  if (!stored) return { ok: false, reason: 'invalid' }
  if (vault.isOver(stored.expiresAt)) return { ok: false, reason: 'expired' }
  const { clientId, accountId, scopes, expiresAt } = stored
  return {
    ok: true,
    token: { token, clientId, accountId, scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt) },
  }
}

function tokenInfo(authentication: Authentication, now: number): Response {
  if (!authentication.ok) {
    return json(401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' })
  }
  const { clientId, accountId, scopes, expiresAt } = authentication.token
  const expires_in = expiresAt === null ? null : Math.ceil((expiresAt.getTime() - now) / 1000)
  return json(200, { client_id: clientId, account_id: accountId, scope: scopes.join(' '), expires_in })
}
