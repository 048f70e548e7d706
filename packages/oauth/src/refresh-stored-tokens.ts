import { UnansweredError } from '@duet/core'
import { InvalidGrantError } from './errors.js'
import { type LinkAccess, readTokens, type StoredTokens } from './link-access.js'
import { isFresh, type TokenSet } from './token-set.js'
import { whileLeased } from './while-leased.js'

const POLL_MS = 100
const LONGEST_WAIT_MS = 60_000
/** After a refused refresh token, how long to look whether somebody else is just storing its successor. */
const SECOND_LOOKS_MS = [0, 500, 2000]

/**
 * New tokens in the place of `stale`, redeemed by one holder of the lease among all processes; everybody else waits and
 * reads what that one stored.
 *
 * Throws `InvalidGrantError` when the refresh token is refused and nobody has stored another one, or
 * when there is none.
 */
export async function refreshStoredTokens(access: LinkAccess, stale: string): Promise<TokenSet> {
  for (let waited = 0; waited <= LONGEST_WAIT_MS; waited += POLL_MS) {
    const { tokens } = await readTokens(access)
    if (replaces(access, tokens, stale)) return tokens
    const refreshed = await whileLeased(access, () => refreshUnderLease(access, stale))
    if (refreshed !== undefined) return refreshed
    await access.sleep(POLL_MS)
  }
  throw new UnansweredError(
    'Failed to refresh the access: another process has been at it for a minute. Try again later.',
  )
}

async function refreshUnderLease(access: LinkAccess, stale: string): Promise<TokenSet> {
  // read again: the holder before us may have stored its tokens between our look and our lease
  const stored = await readTokens(access)
  const { refreshToken } = stored.tokens
  if (replaces(access, stored.tokens, stale)) return stored.tokens
  if (refreshToken === null) throw endOfAccess()
  try {
    const fresh = await access.refresh(refreshToken)
    return await keep(access, stored, fresh)
  } catch (error) {
    if (!(error instanceof InvalidGrantError)) throw error
    const successor = await successorOf(access, refreshToken)
    if (successor === undefined) throw error
    return successor
  }
}

/** Stores the new tokens before anybody uses them: with a rotating server they are the only ones left. */
async function keep(access: LinkAccess, stored: StoredTokens, fresh: TokenSet): Promise<TokenSet> {
  const redeemed = stored.tokens.refreshToken
  for (let current = stored; ; current = await readTokens(access)) {
    // linked again in the meantime: those tokens are newer than ours
    if (current.tokens.refreshToken !== redeemed) return current.tokens
    const credentials = { kind: 'oauth2' as const, tokens: fresh }
    const next = { version: current.version, credentials }
    if (await persistently(access, () => access.vault.replace(access.linkId, next))) return fresh
  }
}

/** A store that fails for a moment must not cost the link its only refresh token. */
async function persistently<T>(access: LinkAccess, work: () => Promise<T>): Promise<T> {
  for (const wait of [200, 1000]) {
    try {
      return await work()
    } catch {
      await access.sleep(wait)
    }
  }
  return work()
}

async function successorOf(access: LinkAccess, refused: string): Promise<TokenSet | undefined> {
  for (const wait of SECOND_LOOKS_MS) {
    await access.sleep(wait)
    const { tokens } = await readTokens(access)
    if (tokens.refreshToken !== refused) return tokens
  }
  return undefined
}

function replaces({ clock }: LinkAccess, tokens: TokenSet, stale: string): boolean {
  return tokens.accessToken !== stale && isFresh(tokens, clock(), 0)
}

function endOfAccess(): InvalidGrantError {
  return new InvalidGrantError(
    'Failed to refresh the access: it has ended, and the application gave nothing to renew it with. Link the account again.',
  )
}
