import type { Json, Side } from '@duet/core'
import type { ChangedRecords, Link, RunTrigger } from '@duet/store'
import type { ConnectorCatalog } from './discovery/catalog.js'
import type { HostContext } from './open-context.js'

/** A verified message about changed records, and the links it is about. */
export interface ReceivedChanges {
  /** `connec:<tenant>` or `webhook:<connector>`. */
  source: string
  digest: string
  /** What is kept of the message: ids, no records. */
  payload: Json
  trigger: RunTrigger
  side: Side
  changes: readonly { resource: string; ids: readonly string[] }[]
  links: readonly Link[]
}

/**
 * Stores messages and what they ask of links in one transaction, then wakes the workers. One that came before is not
 * taken twice. Returns how many were new.
 */
export async function receiveChanges(
  { store, queue, catalog }: Pick<HostContext, 'store' | 'queue' | 'catalog'>,
  messages: readonly ReceivedChanges[],
): Promise<number> {
  const receivedAt = Date.now()
  const { fresh, linkIds } = await store.transaction(async (tx) => {
    const stored = await tx.notifications.receive(
      messages.map(({ source, digest, payload }) => ({ source, digest, payload, linkId: null, receivedAt })),
    )
    const isNew = new Set(stored.map(({ source, digest }) => `${source} ${digest}`))
    const wanted = messages
      .filter(({ source, digest }) => isNew.has(`${source} ${digest}`))
      .flatMap((message) => requestsOf(message, catalog, receivedAt))
    await tx.requests.add(wanted)
    await tx.notifications.markProcessed(
      stored.map(({ id }) => id),
      receivedAt,
    )
    return { fresh: stored.length, linkIds: new Set(wanted.map(({ linkId }) => linkId)) }
  })
  for (const linkId of linkIds) await queue.enqueue(linkId, { priority: 'interactive' })
  return fresh
}

function requestsOf(
  { links, side, changes, trigger }: ReceivedChanges,
  catalog: ConnectorCatalog,
  at: number,
) {
  return links.flatMap((link) => {
    const records = changes.filter(({ resource }) => isShared(link, { side, resource }, catalog))
    if (link.status !== 'linked' || records.length === 0) return []
    const hints: ChangedRecords[] = records.map(({ resource, ids }) => ({ side, resource, ids: [...ids] }))
    return [{ linkId: link.id, kind: 'records' as const, trigger, options: {}, records: hints, at }]
  })
}

/** Whether records of the resource travel from that side at all. */
function isShared(
  link: Link,
  { side, resource }: { side: Side; resource: string },
  catalog: ConnectorCatalog,
): boolean {
  const entities = catalog.connectors.get(link.connector)?.connector.entities ?? []
  const direction = side === 'connec' ? 'toExternal' : 'toConnec'
  return entities.some(
    ({ name, mappers }) =>
      link.entities[name]?.[direction] === true && mappers.some((mapper) => mapper[side].name === resource),
  )
}
