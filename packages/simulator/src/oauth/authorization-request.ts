import type { OAuthClient, OAuthConfig } from './oauth-options.js'

/** A checked request for consent. */
export interface AuthorizationRequest {
  client: OAuthClient
  redirectUri: string
  scopes: string[]
  state: string | null
  challenge: string | undefined
}

/** A request that is refused: on a page when the address to send people back to is not trusted, else by redirect. */
export type AuthorizationRefusal =
  | { kind: 'page'; message: string }
  | { kind: 'redirect'; redirectUri: string; state: string | null; error: string; description: string }

/** Checks the parameters of the authorize page (RFC 6749, section 4.1.1; RFC 7636). */
export function checkAuthorizationRequest(
  config: OAuthConfig,
  parameters: URLSearchParams,
): AuthorizationRequest | AuthorizationRefusal {
  const client = config.clients.find(({ id }) => id === parameters.get('client_id'))
  if (!client) return { kind: 'page', message: 'The application that sent you here is not known.' }
  const redirectUri = allowedRedirectUri(client, parameters.get('redirect_uri'))
  if (!redirectUri)
    return { kind: 'page', message: 'The address to send you back to (redirect_uri) is not allowed.' }

  const state = parameters.get('state')
  const refuse = (error: string, description: string): AuthorizationRefusal => ({
    kind: 'redirect',
    redirectUri,
    state,
    error,
    description,
  })
  if (parameters.get('response_type') !== 'code') {
    return refuse('unsupported_response_type', 'Only response_type=code is supported.')
  }
  const scopes = requestedScopes(config, parameters.get('scope'))
  if (!scopes) return refuse('invalid_scope', 'A requested scope does not exist.')
  const challenge = config.pkce ? parameters.get('code_challenge') : undefined
  if (challenge === null || (config.pkce && parameters.get('code_challenge_method') !== 'S256')) {
    return refuse('invalid_request', 'A code_challenge with code_challenge_method=S256 is required.')
  }
  return { client, redirectUri, scopes, state, challenge }
}

/** The scopes of a space separated list, the default ones for none; undefined when one does not exist. */
export function requestedScopes(config: OAuthConfig, scope: string | null): string[] | undefined {
  const names = (scope ?? '').split(' ').filter(Boolean)
  if (names.length === 0) return [...config.defaultScopes]
  return names.every((name) => config.scopes.includes(name)) ? [...new Set(names)] : undefined
}

function allowedRedirectUri({ redirectUris = 'any' }: OAuthClient, given: string | null): string | undefined {
  if (!given) return redirectUris !== 'any' && redirectUris.length === 1 ? redirectUris[0] : undefined
  if (redirectUris !== 'any') return redirectUris.includes(given) ? given : undefined
  const url = URL.parse(given)
  return url && /^https?:$/.test(url.protocol) && !url.hash ? given : undefined
}
