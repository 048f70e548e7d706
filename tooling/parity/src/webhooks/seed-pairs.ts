import { type IdMap, type Link, newId, type Store } from '@duet/store'
import { connecName } from './entity-pairs.js'
import type { RecordedConnector } from './recorded-connector.js'
import type { RecordedIdMap, WebhookVector } from './webhook-vector.js'

/** A recorded id map with the resources of its two sides. */
export interface SeededPair {
  readonly recorded: RecordedIdMap
  readonly idMap: IdMap
}

/** Stores the recorded id maps that have both ids; one with a single id means that there is no pair yet. */
export async function seedPairs(
  store: Store,
  link: Link,
  { vector, built }: { vector: WebhookVector; built: RecordedConnector },
): Promise<SeededPair[]> {
  const pairs = vector.idMaps.flatMap((recorded): SeededPair[] => {
    const idMap = asIdMap(link, recorded, built)
    return idMap === undefined ? [] : [{ recorded, idMap }]
  })
  await store.idMaps.save(pairs.map(({ idMap }) => idMap))
  return pairs
}

function asIdMap(
  link: Link,
  recorded: RecordedIdMap,
  { connector, external }: RecordedConnector,
): IdMap | undefined {
  const { connec_id: connecId, external_id: externalId } = recorded
  const connecResource = connecName(recorded.connec_entity)
  const title = [...external.keys()].find(
    (name) => name.toLowerCase() === recorded.external_entity.toLowerCase(),
  )
  const entity = connector.entities.find(({ mappers }) =>
    mappers.some((mapper) => mapper.connec.name === connecResource && mapper.external.name === title),
  )
  if (!connecId || !externalId || title === undefined || entity === undefined) return undefined
  return {
    id: newId(),
    linkId: link.id,
    entity: entity.name,
    connecResource,
    externalResource: title,
    connecId,
    externalId,
    label: recorded.name ?? null,
    receipts: { connec: null, external: null },
    base: null,
    pushedAt: {
      connec: recorded.last_push_to_connec ?? null,
      external: recorded.last_push_to_external ?? null,
    },
    optedOut: { toConnec: recorded.to_connec === false, toExternal: recorded.to_external === false },
    inactive: recorded.external_inactive === true,
    message: recorded.message ?? null,
    metadata: {},
    firstSeenAt: link.createdAt,
    updatedAt: link.createdAt,
  }
}
