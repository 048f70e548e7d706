import type { OAuth2 } from '@duet/core'
import { refreshTokenGrantRequest } from 'oauth4webapi'
import type { OAuthClient } from './oauth-client.js'
import { readTokenAnswer } from './read-token-answer.js'
import { type Fetch, sendOnce, tokenRequest } from './token-request.js'
import type { TokenSet } from './token-set.js'

export interface RefreshOptions {
  auth: OAuth2
  client: OAuthClient
  refreshToken: string
  fetch?: Fetch
  now?: number
}

/**
 * New tokens for a refresh token. Where the answer has no new refresh token, the old one goes on. Use a token source,
 * not this: it alone sees to it that a refresh token is redeemed once.
 *
 * Throws `InvalidGrantError` when the refresh token is no longer good.
 */
export async function refreshTokens(options: RefreshOptions): Promise<TokenSet> {
  const { auth, client, refreshToken, fetch, now } = options
  const request = tokenRequest(auth, client, fetch)
  const what = 'refresh the access'
  const secrets = [client.clientSecret, refreshToken]
  const response = await sendOnce(
    () =>
      refreshTokenGrantRequest(
        request.server,
        request.client,
        request.clientAuth,
        refreshToken,
        request.options,
      ),
    { what, secrets },
  )
  return readTokenAnswer(response, {
    what,
    request,
    secrets,
    keptRefreshToken: refreshToken,
    ...(now === undefined ? {} : { now }),
  })
}
