import { notificationRoutes, parseSettings, receiveChanges, resolveSettings, silentLog } from '@duet/host'
import { createQueue } from '@duet/store'
import type { Blueprint } from '../recorded/blueprint.js'
import { HUB } from '../recorded/recorded-hub.js'
import type { RecordedWorld } from '../recorded/recorded-world.js'
import type { WebhookVector } from './webhook-vector.js'

const KEYS = { apiId: 'id', apiKey: 'key' }

/** Hands the recorded message to the host, which notes what it asks of the link. */
export async function tellHost(
  vector: WebhookVector,
  { store, link, connector, blueprints }: RecordedWorld,
): Promise<void> {
  await using queue = await createQueue(store)
  const loaded = { connector, packageName: connector.name, version: '1.0.0', path: '' }
  const host = { store, queue, catalog: { connectors: new Map([[connector.name, loaded]]), quarantined: [] } }
  if (vector.kind === 'connecWebhook') return await notify(vector.params, host)
  await receiveChanges(host, [
    {
      source: `webhook:${connector.name}`,
      digest: vector.name,
      payload: {},
      trigger: 'webhook',
      side: 'external',
      changes: changesIn(vector, blueprints),
      links: [link],
    },
  ])
  if (!vector.opts.full_sync) return
  // A message never asks for more than a look; a full one is asked for beside it.
  const asked = await store.requests.pendingFor(link.id)
  await store.requests.add(asked.map((request) => ({ ...request, options: { full: true } })))
}

type Receiving = Omit<Parameters<typeof notificationRoutes>[0], 'settings' | 'log'>

async function notify(
  { tenant = 'default', ...body }: Record<string, unknown>,
  host: Receiving,
): Promise<void> {
  const written = { tenants: { [String(tenant)]: { connec: { host: HUB, ...KEYS } } } }
  const settings = resolveSettings(parseSettings(written, { file: 'recorded settings' }), {
    file: null,
    folder: '.',
  })
  const routes = notificationRoutes({ ...host, settings, log: silentLog() })
  await routes.request(`/maestrano/connec/notifications/${encodeURIComponent(String(tenant))}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${KEYS.apiId}:${KEYS.apiKey}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
}

type PushJob = Extract<WebhookVector, { kind: 'pushToConnecJob' }>

const changesIn = ({ entitiesHash }: PushJob, blueprints: readonly Blueprint[]) =>
  Object.entries(entitiesHash).map(([resource, records]) => {
    const plan = blueprints.flatMap(({ external }) => external).find(({ title }) => title === resource)
    return { resource, ids: records.map((record) => String(record[plan?.fields.id ?? 'Id'])) }
  })
