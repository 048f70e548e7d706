import { AuthorizationError, type OAuth2 } from '@duet/core'
import {
  AuthorizationResponseError,
  authorizationCodeGrantRequest,
  nopkce,
  validateAuthResponse,
} from 'oauth4webapi'
import { AccessDeniedError, StateMismatchError } from './errors.js'
import type { OAuthClient } from './oauth-client.js'
import { readTokenAnswer } from './read-token-answer.js'
import { type Fetch, sendOnce, type TokenRequest, tokenRequest } from './token-request.js'
import type { TokenSet } from './token-set.js'

export interface ExchangeOptions {
  auth: OAuth2
  client: OAuthClient
  /** The whole URL the browser came back to. */
  callbackUrl: URL
  /** The state the browser was sent away with, from its session. */
  state: string
  verifier?: string | undefined
  fetch?: Fetch
  now?: number
}

/**
 * Tokens for the code a browser came back with.
 *
 * Throws `StateMismatchError`, `AccessDeniedError`, `InvalidGrantError` (code used or expired) and what
 * `readTokenAnswer` throws.
 */
export async function exchangeCode(options: ExchangeOptions): Promise<TokenSet> {
  const { auth, client, callbackUrl, state, verifier, fetch, now } = options
  const request = tokenRequest(auth, client, fetch)
  const callback = readCallback(request, callbackUrl, state)
  const what = 'link the account'
  const secrets = [client.clientSecret, callback.get('code') ?? '', verifier ?? '']
  const response = await sendOnce(
    () =>
      authorizationCodeGrantRequest(
        request.server,
        request.client,
        request.clientAuth,
        callback,
        client.redirectUri,
        auth.pkce === true && verifier !== undefined ? verifier : nopkce,
        request.options,
      ),
    { what, secrets },
  )
  return readTokenAnswer(response, { what, request, secrets, ...(now === undefined ? {} : { now }) })
}

function readCallback({ server, client }: TokenRequest, callbackUrl: URL, state: string): URLSearchParams {
  const parameters = new URLSearchParams(callbackUrl.search)
  // we know the server by its addresses, not by an issuer to compare with (RFC 9207)
  parameters.delete('iss')
  if (parameters.get('state') !== state)
    throw new StateMismatchError(
      'Failed to link the account: this page does not belong to the link that was started here. Start again from the page of the company.',
    )
  try {
    const validated = validateAuthResponse(server, client, parameters, state)
    if (validated.has('code')) return validated
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw denial(error)
  }
  throw new AuthorizationError(
    'Failed to link the account: the application sent the browser back without a code. Start again from the page of the company.',
  )
}

function denial({ error, error_description: description }: AuthorizationResponseError): AuthorizationError {
  if (error === 'access_denied')
    return new AccessDeniedError(
      'Failed to link the account: access was not allowed at the application. Start again and allow it.',
      { code: 'access_denied' },
    )
  const said = [error, description].filter(Boolean).join(', ').slice(0, 300)
  return new AuthorizationError(
    `Failed to link the account: the application refused (${said}). Start again, or check the connector's scopes and client id.`,
  )
}
