import { AuthorizationError, DefinitionError } from '@duet/core'
import type { TokenSet } from './token-set.js'
import type { Vault } from './vault.js'

/** One link's tokens, and what refreshing them takes. */
export interface LinkAccess {
  vault: Vault
  linkId: string
  refresh: (refreshToken: string) => Promise<TokenSet>
  /** Milliseconds since the epoch. */
  clock: () => number
  /** Unlike any other holder's, in this process or another. */
  owner: string
  sleep: (ms: number) => Promise<void>
  /** A holder that died is replaced after so long. */
  leaseMs: number
}

/** Tokens as they lie in the store. */
export interface StoredTokens {
  version: number
  tokens: TokenSet
}

/** The tokens of a link, as they are now. Throws `AuthorizationError` when the account is not linked. */
export async function readTokens({ vault, linkId }: LinkAccess): Promise<StoredTokens> {
  const stored = await vault.read(linkId)
  if (stored === undefined)
    throw new AuthorizationError(
      'Failed to sign in: the account is not linked. Link it on the page of the company.',
    )
  if (stored.credentials.kind !== 'oauth2')
    throw new DefinitionError(
      `Failed to sign in: the link has credentials of kind "${stored.credentials.kind}", which are not refreshed. Use linkAuthorization().`,
    )
  return { version: stored.version, tokens: stored.credentials.tokens }
}
