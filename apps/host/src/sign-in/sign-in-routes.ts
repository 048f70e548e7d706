import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { htmlPage } from '../html-page.js'
import { beginSession } from './session-cookie.js'
import { hashOf } from './token.js'

const NEW_LINK = 'Run "duet sign-in" where the host runs, and open the link it prints.'

/** `GET /sign-in?token=…`: uses the link up and begins a session. */
export function signInRoutes({ store, publicUrl, log }: AppContext): Hono {
  return new Hono().get('/sign-in', async (c) => {
    const token = c.req.query('token') ?? ''
    c.header('cache-control', 'no-store')
    c.header('referrer-policy', 'no-referrer')
    const signIn = await store.sessions.redeemSignIn(hashOf(token), Date.now())
    if (signIn === undefined) {
      log.info('A sign-in link was refused')
      return c.html(
        htmlPage(
          'This sign-in link is not good',
          'It was used already, is older than an hour, or is not complete.',
          NEW_LINK,
        ),
        403,
      )
    }
    await beginSession(c, { store, publicUrl, organizationId: signIn.organizationId })
    log.info('Somebody signed in')
    return c.redirect('/')
  })
}
