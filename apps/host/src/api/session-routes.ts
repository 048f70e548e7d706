import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { endSession } from '../sign-in/session-cookie.js'
import type { ApiVariables } from './guards.js'

/** `DELETE /api/session`: signs this browser out. */
export const sessionRoutes = ({ store }: AppContext) =>
  new Hono<ApiVariables>().delete('/session', async (c) => {
    await endSession(c, store)
    return c.body(null, 204)
  })
