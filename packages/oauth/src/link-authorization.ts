import { type Auth, DefinitionError } from '@duet/core'
import { type Authorization, apiKeyAuthorization, basicAuthorization, bearer } from '@duet/http'
import type { Credentials } from './credentials.js'
import type { TokenSource } from './token-source.js'

export interface LinkAuthorizationOptions {
  /** The way of signing in the account was linked with. */
  auth: Auth
  credentials: Credentials
  /** For credentials of kind `oauth2`. */
  tokens?: TokenSource
}

/**
 * Who a link is, for `createHttp`, whatever way its account was linked. Throws `DefinitionError` when credentials and
 * way do not fit.
 */
export function linkAuthorization({ auth, credentials, tokens }: LinkAuthorizationOptions): Authorization {
  if (auth.kind === 'oauth2' && credentials.kind === 'oauth2' && tokens !== undefined)
    return bearer(tokens.getAccessToken, tokens.renew)
  if (auth.kind === 'api-key' && credentials.kind === 'api-key')
    return apiKeyAuthorization(auth.header, credentials.key, auth.prefix)
  if (auth.kind === 'basic' && credentials.kind === 'basic')
    return basicAuthorization(credentials.username, credentials.password)
  throw new DefinitionError(
    `Failed to sign in: the connector wants "${auth.kind}", the link has "${credentials.kind}". Link the account again.`,
  )
}
