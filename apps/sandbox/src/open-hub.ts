import path from 'node:path'
import { urlOf } from '@duet/host/ports'
import { createHub, type Hub } from '@duet/hub'
import type { SandboxCredentials } from './credentials.js'
import { COMPANY, HOST_API_ID, PAGE_API_ID, TENANT } from './host-settings.js'
import type { Ports } from './ports.js'

export interface OpenHubOptions {
  folder: string
  ports: Ports
  credentials: SandboxCredentials
  notifications: boolean
}

/** The hub of the tour: one company, of which the host and the sandbox page are two applications. */
export function openHub({ folder, ports, credentials, notifications }: OpenHubOptions): Promise<Hub> {
  const notificationUrl = `${urlOf(ports.host)}/maestrano/connec/notifications/${TENANT}`
  const hostGroup = { uid: COMPANY.hostGroup, apiId: HOST_API_ID, apiKey: credentials.hostKey }
  return createHub({
    file: path.join(folder, 'hub.sqlite'),
    baseUrl: urlOf(ports.hub),
    companies: [
      {
        uid: COMPANY.uid,
        name: COMPANY.name,
        groups: [
          notifications ? { ...hostGroup, notificationUrl } : hostGroup,
          { uid: COMPANY.pageGroup, apiId: PAGE_API_ID, apiKey: credentials.pageKey },
        ],
      },
    ],
  })
}
