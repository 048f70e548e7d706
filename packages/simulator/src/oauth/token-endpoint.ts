import { createHash } from 'node:crypto'
import { json } from '../json-response.js'
import { requestedScopes } from './authorization-request.js'
import { authenticateClient } from './client-authentication.js'
import { formBody } from './form-body.js'
import { OAuthError, oauthErrorResponse } from './oauth-error.js'
import type { OAuthClient, OAuthConfig } from './oauth-options.js'
import type { Code, Grant } from './oauth-state.js'
import type { TokenVault } from './token-vault.js'

/** How often tokens were given out, by way. */
export interface TokenCounters {
  exchanges: number
  refreshes: number
}

/** The token endpoint (RFC 6749, sections 4.1.3, 4.3.2 and 6). */
export class TokenEndpoint {
  readonly counters: TokenCounters = { exchanges: 0, refreshes: 0 }
  readonly #config: OAuthConfig
  readonly #vault: TokenVault

  constructor(config: OAuthConfig, vault: TokenVault) {
    this.#config = config
    this.#vault = vault
  }

  async answer(request: Request): Promise<Response> {
    try {
      const form = await formBody(request)
      const client = authenticateClient(this.#config, request, form)
      return json(200, this.#grantTokens(client, form), { 'cache-control': 'no-store', pragma: 'no-cache' })
    } catch (error) {
      return oauthErrorResponse(error)
    }
  }

  #grantTokens(client: OAuthClient, form: URLSearchParams): TokenAnswer {
    const type = required(form, 'grant_type')
    if (type === 'authorization_code') return this.#exchange(client, form)
    if (type === 'refresh_token') return this.#refresh(client, form)
    if (type === 'password' && this.#config.password) return this.#passwordGrant(client, form)
    throw new OAuthError('unsupported_grant_type', 'This grant_type is not supported.')
  }

  #exchange(client: OAuthClient, form: URLSearchParams): TokenAnswer {
    const code = required(form, 'code')
    const stored = this.#vault.codes.get(code)
    if (!stored || stored.clientId !== client.id) throw invalidGrant('The code is not known.')
    if (stored.used) {
      this.#vault.revokeGrant(stored.grantId) // RFC 6749, section 4.1.2: a code used twice may be stolen
      throw invalidGrant('The code was used before.')
    }
    if (this.#vault.isOver(stored.expiresAt)) throw invalidGrant('The code has expired.')
    this.#checkRedirectUri(stored, form.get('redirect_uri'))
    checkVerifier(stored, form.get('code_verifier'))
    this.#vault.markUsed(code)
    this.counters.exchanges += 1
    return this.#tokens(grantOf(stored))
  }

  #checkRedirectUri({ redirectUri }: Code, given: string | null): void {
    if (given === null && this.#config.requireRedirectUri) required(new URLSearchParams(), 'redirect_uri')
    if (given !== null && given !== redirectUri)
      throw invalidGrant('The redirect_uri is not the one of the code.')
  }

  #refresh(client: OAuthClient, form: URLSearchParams): TokenAnswer {
    const token = required(form, 'refresh_token')
    const stored = this.#vault.refreshTokens.get(token)
    if (!stored || stored.clientId !== client.id || this.#vault.isOver(stored.expiresAt)) {
      throw invalidGrant('The refresh token is invalid, expired or revoked.')
    }
    const scopes = form.get('scope')?.split(' ').filter(Boolean) ?? stored.scopes
    if (!scopes.every((scope) => stored.scopes.includes(scope))) {
      throw new OAuthError('invalid_scope', 'A refresh cannot add scopes.')
    }
    this.counters.refreshes += 1
    const { rotationGraceSeconds } = this.#config
    if (rotationGraceSeconds === undefined)
      return this.#tokens(grantOf(stored), { refreshToken: token, scopes })
    this.#vault.retireRefreshToken(token, rotationGraceSeconds)
    return this.#tokens(grantOf(stored), { scopes })
  }

  #passwordGrant(client: OAuthClient, form: URLSearchParams): TokenAnswer {
    const [username, password] = [required(form, 'username'), required(form, 'password')]
    if (!this.#config.password?.(username, password)) throw invalidGrant('The username or password is wrong.')
    const scopes = requestedScopes(this.#config, form.get('scope'))
    if (!scopes) throw new OAuthError('invalid_scope', 'A requested scope does not exist.')
    this.counters.exchanges += 1
    return this.#tokens(this.#vault.newGrant(client.id, scopes))
  }

  #tokens(
    grant: Grant,
    { refreshToken, scopes = grant.scopes }: { refreshToken?: string; scopes?: string[] } = {},
  ): TokenAnswer {
    const { tokenTtlSeconds } = this.#config
    return {
      access_token: this.#vault.addAccessToken({ ...grant, scopes }, tokenTtlSeconds),
      token_type: 'bearer',
      expires_in: tokenTtlSeconds,
      refresh_token: refreshToken ?? this.#vault.addRefreshToken(grant),
      scope: scopes.join(' '),
    }
  }
}

interface TokenAnswer {
  access_token: string
  token_type: 'bearer'
  expires_in: number
  refresh_token: string
  scope: string
}

function grantOf({ grantId, clientId, accountId, scopes }: Grant): Grant {
  return { grantId, clientId, accountId, scopes }
}

/** RFC 7636, section 4.6. */
function checkVerifier({ challenge }: Code, verifier: string | null): void {
  if (challenge === undefined) return
  const computed = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  if (verifier === null || computed !== challenge)
    throw invalidGrant('The code_verifier does not fit the code_challenge.')
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw new OAuthError('invalid_request', `The parameter ${name} is missing.`)
  return value
}

function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description)
}
