import { ExternalApiError, type OAuth2 } from '@duet/core'
import { processRevocationResponse, revocationRequest } from 'oauth4webapi'
import type { OAuthClient } from './oauth-client.js'
import { type Fetch, sendOnce, tokenRequest } from './token-request.js'

export interface RevokeOptions {
  auth: OAuth2
  client: OAuthClient
  /** The refresh token where there is one: with it its access tokens go (RFC 7009, 2.1). */
  token: string
  fetch?: Fetch
}

/** Takes a token back. False where the application has no way to. */
export async function revokeToken({ auth, client, token, fetch }: RevokeOptions): Promise<boolean> {
  if (auth.revokeUrl === undefined) return false
  const { server, client: self, clientAuth, options } = tokenRequest(auth, client, fetch)
  const what = 'take the access back'
  const response = await sendOnce(() => revocationRequest(server, self, clientAuth, token, options), {
    what,
    secrets: [client.clientSecret, token],
  })
  try {
    await processRevocationResponse(response)
    return true
  } catch {
    throw new ExternalApiError(
      `Failed to ${what}: the application refused (${response.status}). Remove the access on the application's own page.`,
      { status: response.status },
    )
  }
}
