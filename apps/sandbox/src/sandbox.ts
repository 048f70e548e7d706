import path from 'node:path'
import { type BaseCrmSimulator, createBaseCrmSimulator } from '@duet/connector-basecrm/simulator'
import { createExampleCrmSimulator, type ExampleCrmSimulator } from '@duet/connector-example-crm/simulator'
import { urlOf } from '@duet/host/ports'
import type { Hub } from '@duet/hub'
import { PortInUseError, serveHandlers } from '@duet/simulator'
import { serve } from '@hono/node-server'
import { demonstrationCompany } from './company/company.js'
import { seedBaseCrm } from './company/seed-base-crm.js'
import { seedHub } from './company/seed-hub.js'
import type { SandboxCredentials } from './credentials.js'
import { BASE_CRM_CLIENT_ID } from './host-settings.js'
import { openHub } from './open-hub.js'
import { pageApp } from './page-server.js'
import type { Ports } from './ports.js'
import { baseCrmSide } from './sides/base-crm-side.js'
import { exampleCrmSide } from './sides/example-crm-side.js'
import { hubSide } from './sides/hub-side.js'

export interface SandboxOptions {
  /** Where the three sides keep their records. */
  folder: string
  ports: Ports
  /** What Base CRM lets through in a second. @default 10, as over there */
  requestsPerSecond?: number
  credentials: SandboxCredentials
  hostUrl: string
  notifications: boolean
}

/** How long a new contact, lead or deal is missing from Base CRM's lists, as over there. */
const LIST_LAG_MS = 1000

/** The hub, both applications and the page, served on loopback. */
export interface Sandbox {
  hub: Hub
  baseCrm: BaseCrmSimulator
  exampleCrm: ExampleCrmSimulator
  pageUrl: string
  close(): Promise<void>
}

/** Starts the other sides and fills them with the demonstration company at their first start. */
export async function startSandbox({
  folder,
  ports,
  requestsPerSecond = 10,
  credentials,
  hostUrl,
  notifications,
}: SandboxOptions): Promise<Sandbox> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closeOne of closers.toReversed()) await closeOne()
  }
  try {
    const baseCrm = createBaseCrmSimulator({
      persistTo: path.join(folder, 'base-crm.json'),
      publicUrl: urlOf(ports.baseCrm),
      client: { id: BASE_CRM_CLIENT_ID, secret: credentials.baseCrmSecret },
      rateLimit: { perSecond: requestsPerSecond, perHour: requestsPerSecond * 3600 },
      indexLagMs: LIST_LAG_MS,
    })
    closers.push(() => baseCrm.close())
    const exampleCrm = createExampleCrmSimulator({
      persistTo: path.join(folder, 'example-crm.json'),
      publicUrl: urlOf(ports.exampleCrm),
      accountName: 'Northwind Shop',
      webhookSecret: credentials.webhookSecret,
    })
    closers.push(() => exampleCrm.close())
    const hub = await openHub({ folder, ports, credentials, notifications })
    closers.push(() => hub.close())
    await seedHub(hub, demonstrationCompany())
    seedBaseCrm(baseCrm, demonstrationCompany())

    for (const [handlers, baseUrl, port] of [
      [baseCrm.handlers, baseCrm.origin, ports.baseCrm],
      [exampleCrm.handlers, exampleCrm.origin, ports.exampleCrm],
      [hub.handlers, urlOf(ports.hub), ports.hub],
    ] as const) {
      const served = await serveHandlers(handlers, { port, baseUrl })
      closers.push(() => served.close())
    }
    if (notifications) exampleCrm.subscribe(`${urlOf(ports.host)}/webhooks/example-crm`)
    const sides = [
      hubSide(hub),
      baseCrmSide(baseCrm, urlOf(ports.baseCrm)),
      exampleCrmSide(exampleCrm, urlOf(ports.exampleCrm)),
    ]
    closers.push(await servePage(pageApp(sides, hostUrl), ports.page))
    return { hub, baseCrm, exampleCrm, pageUrl: `http://localhost:${ports.page}`, close }
  } catch (error) {
    await close()
    throw error
  }
}

function servePage(app: ReturnType<typeof pageApp>, port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
      resolve(
        () =>
          new Promise<void>((closed) => {
            server.close(() => closed())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      ),
    )
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(cause.code === 'EADDRINUSE' ? new PortInUseError({ host: '127.0.0.1', port }) : cause),
    )
  })
}
