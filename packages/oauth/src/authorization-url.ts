import { createHash } from 'node:crypto'
import type { OAuth2 } from '@duet/core'
import type { OAuthClient } from './oauth-client.js'
import { secureUrl } from './secure-url.js'

/**
 * Where to send the browser of whoever links an account. With `auth.pkce` a verifier is needed.
 *
 * @example
 * const state = newState()
 * const url = authorizationUrl(connector.auth, client, { state })
 */
export function authorizationUrl(
  auth: OAuth2,
  client: OAuthClient,
  { state, verifier }: { state: string; verifier?: string | undefined },
): URL {
  const url = secureUrl(auth.authorizeUrl, 'authorize URL')
  const parameters = {
    ...auth.authorizeParams,
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    ...(auth.scopes.length > 0 ? { scope: auth.scopes.join(' ') } : {}),
    state,
    ...(auth.pkce === true ? challenge(verifier) : {}),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}

function challenge(verifier: string | undefined): Record<string, string> {
  if (verifier === undefined)
    throw new TypeError('Failed to build the authorize URL: PKCE needs a verifier. Pass newVerifier().')
  return {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
}
