import { createBaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import { createHub } from '@duet/hub'
import { serveHandlers } from '@duet/simulator'
import { silentLog } from '../src/logging/create-log.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'
import { type Host, type StartOptions, startHost } from '../src/start-host.js'
import { type Browser, openBrowser } from './browser.js'
import { temporaryFolder } from './temporary-folder.js'
import { testSettings } from './test-settings.js'

export const COMPANY = 'org-northwind'
export const GROUP = 'cld-northwind'
export const HUB_KEY = { apiId: 'app-duet', apiKey: 'hub-key-of-the-test' }
export const WEBHOOK_SECRET = 'webhook-secret-of-the-test'

export interface SandboxOptions {
  settings?: Partial<WrittenSettings>
  start?: StartOptions
  tokenTtl?: number
}

/** A hub, a Base CRM and a host over real ports, and a browser that is signed in; all gone when it is disposed. */
export async function openSandbox({ settings = {}, start = {}, tokenTtl }: SandboxOptions = {}) {
  const folder = await temporaryFolder()
  const hub = await createHub({
    companies: [{ uid: COMPANY, name: 'Northwind Trading', groups: [{ uid: GROUP, ...HUB_KEY }] }],
  })
  const baseCrm = createBaseCrmSimulator(tokenTtl === undefined ? {} : { tokenTtl })
  const servedHub = await serveHandlers(hub.handlers, { baseUrl: 'https://api-connec.maestrano.com' })
  const servedBaseCrm = await serveHandlers(baseCrm.handlers, { baseUrl: baseCrm.origin })
  const written = {
    tenants: { main: { connec: { host: servedHub.url, ...HUB_KEY } } },
    organizations: [{ tenant: 'main', uid: GROUP, name: 'Northwind Trading' }],
    connectors: {
      basecrm: {
        clientId: baseCrm.client.id,
        clientSecret: baseCrm.client.secret,
        origin: servedBaseCrm.url,
        rateLimit: { maxConcurrent: 8 },
      },
      'example-crm': { clientId: 'duet', clientSecret: 'secret-of-example', webhookSecret: WEBHOOK_SECRET },
    },
    ...settings,
  }
  const startAgain = (options: StartOptions = start): Promise<Host> =>
    startHost(testSettings(folder.path, written), { log: silentLog(), schedulerMs: 100, ...options })
  const host = await startAgain()
  const browser = await signedIn(host)
  return {
    folder: folder.path,
    hub,
    servedHub,
    baseCrm,
    servedBaseCrm,
    host,
    browser,
    written,
    startAgain,
    async organizationId() {
      return (await host.store.organizations.list())[0]?.id ?? ''
    },
    async [Symbol.asyncDispose]() {
      await host.close()
      await Promise.all([servedHub.close(), servedBaseCrm.close(), baseCrm.close(), hub.close()])
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** A browser with a session of its own. */
export async function signedIn(host: Host): Promise<Browser> {
  const browser = openBrowser()
  const response = await browser.request(await host.signInUrl())
  await response.arrayBuffer()
  return browser
}
