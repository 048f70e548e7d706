import { createBaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import { createHub } from '@duet/hub'
import { serveHandlers } from '@duet/simulator'
import { freePort } from '../src/ports.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'

export const COMPANY = 'org-northwind'
export const GROUP = 'cld-northwind'
export const HUB_KEY = { apiId: 'app-duet', apiKey: 'canary-hub-key-of-the-test' }
export const WEBHOOK_SECRET = 'canary-webhook-secret-of-the-test'

/** A hub and a Base CRM over real ports, and the settings a host needs for them. */
export async function openSides() {
  const group = { uid: GROUP, ...HUB_KEY }
  const hub = await createHub({ companies: [{ uid: COMPANY, name: 'Northwind Trading', groups: [group] }] })
  // Known beforehand, since links to next pages lead there.
  const port = await freePort()
  const baseCrm = createBaseCrmSimulator({
    client: { id: 'duet', secret: 'canary-client-secret' },
    publicUrl: `http://127.0.0.1:${port}`,
  })
  const servedHub = await serveHandlers(hub.handlers, { baseUrl: 'https://api-connec.maestrano.com' })
  const servedBaseCrm = await serveHandlers(baseCrm.handlers, { port, baseUrl: baseCrm.origin })
  const settings: Partial<WrittenSettings> = {
    tenants: { main: { connec: { host: servedHub.url, ...HUB_KEY } } },
    organizations: [{ tenant: 'main', uid: GROUP, name: 'Northwind Trading' }],
    connectors: {
      basecrm: {
        clientId: baseCrm.client.id,
        clientSecret: baseCrm.client.secret,
        origin: servedBaseCrm.url,
        // Fast, and a 429 only slows it to less fast.
        rateLimit: { perSecond: 500, maxConcurrent: 8 },
      },
      'example-crm': { clientId: 'duet', clientSecret: 'secret-of-example', webhookSecret: WEBHOOK_SECRET },
    },
  }
  return {
    hub,
    baseCrm,
    settings,
    async [Symbol.asyncDispose]() {
      await Promise.all([servedHub.close(), servedBaseCrm.close(), baseCrm.close(), hub.close()])
    },
  }
}
