import { createMiddleware } from 'hono/factory'
import type { AppContext } from '../app-context.js'
import { sessionOf } from '../sign-in/session-cookie.js'
import { ApiFailure } from './api-failure.js'

/** What the routes of the API know of a request. */
export interface ApiVariables {
  Variables: {
    sessionHash: string
    /** The only company this browser may see; null for who runs the host. */
    organizationId: string | null
  }
}

/** Lets only signed-in browsers through. */
export const requireSession = ({ store }: AppContext) =>
  createMiddleware<ApiVariables>(async (c, next) => {
    const session = await sessionOf(c, store)
    if (session === undefined) {
      throw new ApiFailure(
        401,
        'signed_out',
        'Failed to answer: nobody is signed in here. Run "duet sign-in" where the host runs and open the link it prints.',
      )
    }
    c.set('sessionHash', session.tokenHash)
    c.set('organizationId', session.organizationId)
    c.header('cache-control', 'no-store')
    await next()
  })

/** Changes carry a header that a form on a foreign page cannot send. */
export const requireDuetHeader = createMiddleware(async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.req.header('x-duet') === undefined) {
    throw new ApiFailure(
      403,
      'header_missing',
      'Failed to change anything: the request has no "x-duet" header. Send "x-duet: 1" with it.',
    )
  }
  await next()
})
