import { noContent } from '../json-response.js'
import { authenticateClient } from './client-authentication.js'
import { formBody } from './form-body.js'
import { oauthErrorResponse } from './oauth-error.js'
import type { OAuthConfig } from './oauth-options.js'
import type { TokenVault } from './token-vault.js'

/** The revocation endpoint (RFC 7009): an unknown token is a success too; a refresh token takes its whole grant along. */
export async function revoke(config: OAuthConfig, vault: TokenVault, request: Request): Promise<Response> {
  try {
    const form = await formBody(request)
    const client = authenticateClient(config, request, form)
    const token = form.get('token') ?? ''
    const refreshToken = vault.refreshTokens.get(token)
    if (refreshToken?.clientId === client.id) vault.revokeGrant(refreshToken.grantId)
    if (vault.accessTokens.get(token)?.clientId === client.id) vault.revokeAccessToken(token)
    return noContent(200)
  } catch (error) {
    return oauthErrorResponse(error)
  }
}
