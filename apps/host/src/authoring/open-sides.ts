import path from 'node:path'
import type { Hub } from '@duet/hub'
import { urlOf } from '../ports.js'
import { authorPackages } from './author-packages.js'
import type { AuthorSecrets } from './author-secrets.js'
import { fillSimulator } from './fill-simulator.js'
import { type OpenedSimulator, openSimulator } from './open-simulator.js'
import type { SessionPorts } from './session-ports.js'
import { API_ID, COMPANY, TENANT } from './session-settings.js'

/** The hub and the connector's simulator, served; dispose of them to stop. */
export interface OpenedSides extends AsyncDisposable {
  readonly hub: Hub
  readonly simulator: OpenedSimulator
}

export interface SidesOptions {
  folder: string
  dataFolder: string
  ports: SessionPorts
  secrets: AuthorSecrets
}

/** Opens both sides of a connector; what they held last time in this data folder is there again. */
export async function openSides(options: SidesOptions): Promise<OpenedSides> {
  const { folder, dataFolder, ports, secrets } = options
  const packages = await authorPackages(folder)
  await using started = new AsyncDisposableStack()
  const simulator = await openSimulator(folder, {
    persistTo: path.join(dataFolder, 'simulator.json'),
    publicUrl: urlOf(ports.simulator),
    webhookSecret: secrets.webhookSecret,
  })
  started.defer(() => simulator.close())
  fillSimulator(simulator, folder)
  const hub = started.use(
    await packages.hub.createHub({
      file: path.join(dataFolder, 'hub.sqlite'),
      baseUrl: urlOf(ports.hub),
      companies: [companyOf(options)],
    }),
  )
  const { serveHandlers } = packages.simulator
  const atSimulator = { port: ports.simulator, baseUrl: simulator.origin }
  const servedSimulator = await serveHandlers([...simulator.handlers], atSimulator)
  started.defer(() => servedSimulator.close())
  const servedHub = await serveHandlers(hub.handlers, { port: ports.hub, baseUrl: urlOf(ports.hub) })
  started.defer(() => servedHub.close())
  const running = started.move()
  return { hub, simulator, [Symbol.asyncDispose]: () => running.disposeAsync() }
}

const companyOf = ({ ports, secrets }: SidesOptions) => ({
  uid: COMPANY.uid,
  name: COMPANY.name,
  groups: [
    {
      uid: COMPANY.group,
      apiId: API_ID,
      apiKey: secrets.hubKey,
      notificationUrl: `${urlOf(ports.host)}/maestrano/connec/notifications/${TENANT}`,
    },
  ],
})
