import { DuetError } from '@duet/core'
import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { sessionOf } from '../sign-in/session-cookie.js'
import { finishLink } from './finish-link.js'

/** `GET /oauth/callback/:connector`: where an application sends the browser back to; always ends in a page. */
export function callbackRoutes(context: AppContext): Hono {
  const { store, log } = context
  return new Hono().get('/oauth/callback/:connector', async (c) => {
    const connectorName = c.req.param('connector')
    c.header('referrer-policy', 'no-referrer')
    try {
      const sessionHash = (await sessionOf(c, store))?.tokenHash
      const { search } = new URL(c.req.url)
      const link = await finishLink(context, { connectorName, search, sessionHash })
      return c.redirect(`/organizations/${link.organizationId}/links/${link.id}?linked=1`)
    } catch (error) {
      log.warn({ error, connector: connectorName }, 'An account was not linked')
      return c.redirect(`/?error=${encodeURIComponent(wordsOf(error))}`)
    }
  })
}

const wordsOf = (error: unknown): string =>
  error instanceof DuetError
    ? error.message
    : 'Failed to link the account: something went wrong in the host. Its log says more; start again.'
