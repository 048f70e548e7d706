import { notificationRoutes, parseSettings, receiveChanges, resolveSettings, silentLog } from '@duet/host'
import { createQueue, type Link, type Store } from '@duet/store'
import type { RecordedConnector } from './recorded-connector.js'
import { HUB } from './scripted-sides.js'
import type { WebhookVector } from './webhook-vector.js'

const KEYS = { apiId: 'id', apiKey: 'key' }

/** Hands the recorded message to the host, which notes what it asks of the link. */
export async function tellHost(
  vector: WebhookVector,
  { store, link, built }: { store: Store; link: Link; built: RecordedConnector },
): Promise<void> {
  await using queue = await createQueue(store)
  const { connector } = built
  const loaded = { connector, packageName: connector.name, version: '1.0.0', path: '' }
  const catalog = { connectors: new Map([[connector.name, loaded]]), quarantined: [] }
  if (vector.kind === 'connecWebhook') {
    const { tenant, ...body } = vector.params
    const settings = resolveSettings(
      parseSettings(
        { tenants: { [String(tenant)]: { connec: { host: HUB, ...KEYS } } } },
        { file: 'recorded settings' },
      ),
      { file: null, folder: '.' },
    )
    const routes = notificationRoutes({ store, queue, catalog, settings, log: silentLog() })
    await routes.request(`/maestrano/connec/notifications/${String(tenant)}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${KEYS.apiId}:${KEYS.apiKey}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    return
  }
  const changes = Object.entries(vector.entitiesHash).map(([resource, records]) => ({
    resource,
    ids: records.map(({ Id }) => String(Id)),
  }))
  const message = {
    source: `webhook:${connector.name}`,
    digest: vector.name,
    payload: {},
    trigger: 'webhook',
    side: 'external',
    changes,
    links: [link],
  } as const
  await receiveChanges({ store, queue, catalog }, [message])
  if (!vector.opts.full_sync) return
  // A message never asks for more than a look; a full one is asked for beside it.
  const asked = await store.requests.pendingFor(link.id)
  await store.requests.add(asked.map((request) => ({ ...request, options: { full: true } })))
}
