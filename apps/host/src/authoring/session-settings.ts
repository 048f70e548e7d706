import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { urlOf } from '../ports.js'
import { SETTINGS_FILE } from '../settings/read-settings.js'
import type { WrittenSettings } from '../settings/settings-schema.js'
import type { AuthorSecrets } from './author-secrets.js'
import type { SessionPorts } from './session-ports.js'

export const TENANT = 'authoring'
/** The company's uid at the hub, and that of its application there, the host. */
export const COMPANY = { uid: 'org-authoring', group: 'cld-authoring', name: 'Northwind Trading' }
export const API_ID = 'app-authoring'
const INTERVAL_MS = 30_000

export interface SessionSettings {
  folder: string
  dataFolder: string
  ports: SessionPorts
  secrets: AuthorSecrets
  /** The name of the connector, and the OAuth client registered at its simulator. */
  connector: string
  client: { readonly id: string; readonly secret: string }
}

/** Writes the settings of an author's host, where commands typed in the connector's folder find them. Returns the file. */
export function writeSessionSettings(session: SessionSettings): string {
  const { folder, dataFolder, ports, secrets, connector, client } = session
  const settings: WrittenSettings = {
    host: { port: ports.host, publicUrl: `http://localhost:${ports.host}` },
    dataFolder: 'host',
    secretKey: secrets.sealingKey,
    tenants: {
      [TENANT]: { connec: { host: urlOf(ports.hub), apiId: API_ID, apiKey: secrets.hubKey } },
    },
    organizations: [{ tenant: TENANT, uid: COMPANY.group, name: COMPANY.name }],
    connectors: {
      [connector]: {
        clientId: client.id,
        clientSecret: client.secret,
        origin: urlOf(ports.simulator),
        webhookSecret: secrets.webhookSecret,
      },
    },
    connectorPackages: [folder],
    authoring: true,
    synchronization: { intervalMs: INTERVAL_MS },
  }
  const file = path.join(dataFolder, SETTINGS_FILE)
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  return file
}
