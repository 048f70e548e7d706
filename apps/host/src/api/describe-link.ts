import type { Connector } from '@duet/core'
import type { Link as LinkAnswer } from '@duet/host-api'
import type { EntitySwitch, Link, Store } from '@duet/store'
import type { ConnectorCatalog } from '../discovery/catalog.js'
import { describeRun } from './describe-run.js'

/** A link as the page shows it, with its runs and what waits. */
export async function describeLink(
  link: Link,
  { store, catalog }: { store: Store; catalog: ConnectorCatalog },
): Promise<LinkAnswer> {
  const [sharedRecords, waiting, newest, held] = await Promise.all([
    store.idMaps.count(link.id),
    store.pending.counts(link.id),
    store.runs.list(link.id, { limit: 2 }),
    store.held.list(link.id),
  ])
  const running = newest.find(({ status }) => status === 'running')
  const last = newest.find(({ status }) => status !== 'running')
  const loaded = catalog.connectors.get(link.connector)?.connector
  const { id, organizationId, connector, status, accountId, accountName, historyLimit } = link
  return {
    id,
    organizationId,
    connector,
    displayName: loaded?.displayName ?? connector,
    status,
    accountId,
    accountName,
    entities: switchesOf(link, loaded),
    historyLimit,
    health: link.health,
    nextRunAt: status === 'linked' ? nextRun(link) : null,
    intervalMs: link.intervalMs,
    createdAt: link.createdAt,
    sharedRecords,
    waiting: { parked: waiting.parked, failed: waiting.failed + waiting.dead },
    held: held.map(({ entity, message, at }) => ({ entity, message, at })),
    running: running === undefined ? null : describeRun(running, loaded),
    lastRun: last === undefined ? null : describeRun(last, loaded),
  }
}

/** While suspended nothing runs by itself, whatever the schedule says. */
const nextRun = ({ nextRunAt, suspendedUntil }: Link): number | null =>
  suspendedUntil !== null && nextRunAt !== null ? Math.max(nextRunAt, suspendedUntil) : nextRunAt

/** A switch for every entity of the connector: one that came with a newer version of it is off. */
function switchesOf(link: Link, connector: Connector | undefined): Record<string, EntitySwitch> {
  if (connector === undefined) return link.entities
  const off = { toConnec: false, toExternal: false }
  return Object.fromEntries(connector.entities.map(({ name }) => [name, link.entities[name] ?? off]))
}
