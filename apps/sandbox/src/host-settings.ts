import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { urlOf } from '@duet/host/ports'
import type { SandboxCredentials } from './credentials.js'
import type { Ports } from './ports.js'

export const TENANT = 'sandbox'
/** The company's uid, and its two applications at the hub: the host's, and the sandbox page's. */
export const COMPANY = {
  uid: 'org-tour',
  name: 'Northwind Trading',
  hostGroup: 'cld-duet',
  pageGroup: 'cld-page',
}
export const HOST_API_ID = 'app-duet'
export const PAGE_API_ID = 'app-page'
/** The OAuth applications registered at the two applications: ours at Base CRM, the simulator's own at Example CRM. */
export const BASE_CRM_CLIENT_ID = 'duet-basecrm'
export const EXAMPLE_CRM_CLIENT = { id: 'duet', secret: 'example-client-secret' }

export interface HostSettingsOptions {
  folder: string
  ports: Ports
  /** What Base CRM lets through in a second. */
  requestsPerSecond: number
  credentials: SandboxCredentials
  connectorPackages: readonly string[]
  /** How often a link is synchronized without being asked, in milliseconds. */
  intervalMs: number
}

/** Writes the settings file of the tour's host; what a person would write by hand. Returns its path. */
export function writeHostSettings({
  folder,
  ports,
  requestsPerSecond,
  credentials,
  connectorPackages,
  intervalMs,
}: HostSettingsOptions): string {
  const settings = {
    host: { port: ports.host, address: '127.0.0.1', publicUrl: `http://localhost:${ports.host}` },
    dataFolder: path.join(folder, 'host'),
    secretKey: credentials.sealingKey,
    tenants: {
      [TENANT]: { connec: { host: urlOf(ports.hub), apiId: HOST_API_ID, apiKey: credentials.hostKey } },
    },
    organizations: [{ tenant: TENANT, uid: COMPANY.hostGroup, name: COMPANY.name }],
    connectors: {
      basecrm: {
        clientId: BASE_CRM_CLIENT_ID,
        clientSecret: credentials.baseCrmSecret,
        origin: urlOf(ports.baseCrm),
        rateLimit: { perSecond: requestsPerSecond, perHour: requestsPerSecond * 3600 },
      },
      'example-crm': {
        clientId: EXAMPLE_CRM_CLIENT.id,
        clientSecret: EXAMPLE_CRM_CLIENT.secret,
        webhookSecret: credentials.webhookSecret,
        origin: urlOf(ports.exampleCrm),
      },
    },
    connectorPackages: [...connectorPackages.map((given) => path.resolve(given)), ...tourConnectors()],
    synchronization: { intervalMs },
  }
  const file = path.join(folder, 'duet.config.json')
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  return file
}

/** Named, since the state of a tour may lie outside the workspace, where the host would not find them. */
function tourConnectors(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return ['@duet/connector-basecrm', '@duet/connector-example-crm'].map((name) =>
    path.dirname(resolve(`${name}/package.json`)),
  )
}
