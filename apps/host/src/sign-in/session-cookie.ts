import type { Session, Store } from '@duet/store'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { hashOf, newToken } from './token.js'

const NAME = 'duet_session'
const SESSION_MS = 30 * 86_400_000

/** Begins a session for this browser. `Lax` lets an application's consent page send it back signed in. */
export async function beginSession(
  c: Context,
  { store, publicUrl, organizationId }: { store: Store; publicUrl: string; organizationId: string | null },
): Promise<void> {
  const token = newToken()
  const now = Date.now()
  const session = { tokenHash: hashOf(token), createdAt: now, expiresAt: now + SESSION_MS, organizationId }
  await store.sessions.create(session)
  setCookie(c, NAME, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: SESSION_MS / 1000,
  })
}

/** This browser's session, undefined when it has none that is good. */
export async function sessionOf(c: Context, store: Store, now = Date.now()): Promise<Session | undefined> {
  const token = getCookie(c, NAME)
  if (token === undefined) return undefined
  return await store.sessions.find(hashOf(token), now)
}

/** Ends the session of this browser. */
export async function endSession(c: Context, store: Store): Promise<void> {
  const token = getCookie(c, NAME)
  if (token !== undefined) await store.sessions.remove(hashOf(token))
  deleteCookie(c, NAME, { path: '/' })
}
