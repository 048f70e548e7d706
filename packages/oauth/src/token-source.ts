import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuthorizationError } from '@duet/core'
import { InvalidGrantError } from './errors.js'
import { type LinkAccess, readTokens } from './link-access.js'
import { refreshStoredTokens } from './refresh-stored-tokens.js'
import { isFresh, type TokenSet } from './token-set.js'
import type { Vault } from './vault.js'

export interface TokenSourceOptions {
  vault: Vault
  linkId: string
  /** Redeems a refresh token: `(refreshToken) => refreshTokens({ auth, client, refreshToken })`. */
  refresh: (refreshToken: string) => Promise<TokenSet>
  /** Names this process in the lease. */
  owner: string
  /** Milliseconds since the epoch. @default Date.now */
  clock?: () => number
  /** How long before its end a token is renewed. @default 60_000 */
  marginMs?: number
  /** Called once when the application refuses to renew the access: the account must be linked again. */
  onNeedsReauth?: (error: AuthorizationError) => void | Promise<void>
  sleep?: (ms: number) => Promise<unknown>
  /** After how long another process takes over from one that died while it refreshed. @default 10_000 */
  leaseMs?: number
}

/** The access token of one link, always a good one. */
export interface TokenSource {
  /**
   * The only door to the token: renewed before it ends, once for all who ask at the same time, in this process and in
   * others. Throws `AuthorizationError` when the account must be linked again.
   */
  getAccessToken(): Promise<string>
  /** After a 401: true when there is another token than the refused one. */
  renew(refusedToken?: string): Promise<boolean>
}

const LEASE_MS = 10_000

/**
 * @example
 * const tokens = createTokenSource({ vault, linkId: link.id, owner: hostId, refresh: (refreshToken) => refreshTokens({ auth, client, refreshToken }) })
 * const http = createHttp({ …, authorization: bearer(tokens.getAccessToken, tokens.renew) })
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const access: LinkAccess = {
    vault: options.vault,
    linkId: options.linkId,
    refresh: options.refresh,
    clock: options.clock ?? Date.now,
    leaseMs: options.leaseMs ?? LEASE_MS,
    // two sources of one process must not take each other's lease for their own
    owner: `${options.owner}/${randomUUID()}`,
    sleep: async (ms) => {
      await (options.sleep ?? sleep)(ms)
    },
  }
  let marginMs = options.marginMs ?? 60_000
  let current: TokenSet | undefined
  let underWay: Promise<TokenSet> | undefined
  let ended: { accessToken: string; error: InvalidGrantError } | undefined

  async function refresh(stale: string): Promise<TokenSet> {
    try {
      const tokens = await refreshStoredTokens(access, stale)
      const lifetime =
        tokens.expiresAt === null ? Number.POSITIVE_INFINITY : tokens.expiresAt - access.clock()
      // a token that lives shorter than the margin would be renewed with every request
      marginMs = Math.min(options.marginMs ?? 60_000, Math.max(0, lifetime / 2))
      return tokens
    } catch (error) {
      if (error instanceof InvalidGrantError) {
        ended = { accessToken: stale, error }
        await options.onNeedsReauth?.(error)
      }
      throw error
    }
  }

  /** One refresh at a time; whoever comes while it is under way gets its result. */
  async function replacementOf(stale: string): Promise<TokenSet> {
    if (current !== undefined && current.accessToken !== stale && isFresh(current, access.clock(), 0))
      return current
    if (ended?.accessToken === stale && (await stored()).accessToken === stale) throw ended.error
    underWay ??= refresh(stale).finally(() => {
      underWay = undefined
    })
    current = await underWay
    return current
  }

  const stored = async () => (await readTokens(access)).tokens

  return {
    async getAccessToken() {
      current ??= await stored()
      if (isFresh(current, access.clock(), marginMs)) return current.accessToken
      return (await replacementOf(current.accessToken)).accessToken
    },
    async renew(refusedToken) {
      const refused = refusedToken ?? (current ?? (await stored())).accessToken
      return (await replacementOf(refused)).accessToken !== refused
    },
  }
}
