import { API_VERSION } from '@duet/core'
import { Hono } from 'hono'
import type { AppContext } from './app-context.js'
import { HOST_VERSION } from './version.js'

/** `GET /health` for whoever watches the host, `GET /version`. */
export const statusRoutes = ({ store, queue, log }: AppContext) =>
  new Hono()
    .get('/health', async (c) => {
      try {
        await store.ping()
        return c.json({ status: 'ok', queue: await queue.counts() })
      } catch (error) {
        log.error({ error }, 'The database does not answer')
        return c.json({ status: 'failing', message: 'The database does not answer.' }, 503)
      }
    })
    .get('/version', (c) => c.json({ name: 'duet', version: HOST_VERSION, apiVersion: API_VERSION }))
