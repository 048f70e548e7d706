import type { Store } from '@duet/store'
import { hashOf, newToken } from './token.js'

/** How long a sign-in link is good. */
export const SIGN_IN_MS = 3_600_000

export interface SignInFor {
  /** The only company that will be seen; without one, who signs in runs the host and sees all. */
  organizationId?: string | undefined
  now?: number
}

/** A new sign-in link: good once, for an hour. */
export async function createSignInUrl(
  store: Store,
  publicUrl: string,
  { organizationId, now = Date.now() }: SignInFor = {},
): Promise<string> {
  const token = newToken()
  await store.sessions.createSignIn({
    tokenHash: hashOf(token),
    createdAt: now,
    expiresAt: now + SIGN_IN_MS,
    organizationId: organizationId ?? null,
  })
  return `${publicUrl}/sign-in?token=${token}`
}
