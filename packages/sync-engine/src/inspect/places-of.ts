import type { Connector, Entity, Side } from '@duet/core'
import type { IdMap, Store } from '@duet/store'
import { connecResources, externalResources } from '../read/resources.js'

/** Where a record may be: both ids of a pair, or one resource in which nobody has looked yet. */
export interface Place {
  readonly entity: Entity
  readonly idMap: IdMap | undefined
  readonly ids: readonly { readonly side: Side; readonly resource: string; readonly id: string }[]
}

/** Pairs that have the id on either side; where there is none, every resource that could hold such a record. */
export async function placesOf(
  store: Store,
  { linkId, connector, recordId }: { linkId: string; connector: Connector; recordId: string },
): Promise<Place[]> {
  const known = (await store.idMaps.byEitherId(linkId, recordId)).flatMap((idMap) => {
    const entity = connector.entities.find(({ name }) => name === idMap.entity)
    return entity === undefined ? [] : [{ entity, idMap, ids: idsOf(idMap) }]
  })
  return known.length > 0 ? known : connector.entities.flatMap((entity) => everyPlace(entity, recordId))
}

const idsOf = ({ connecResource, connecId, externalResource, externalId }: IdMap): Place['ids'] => [
  ...(connecId === null ? [] : [{ side: 'connec' as const, resource: connecResource, id: connecId }]),
  ...(externalId === null ? [] : [{ side: 'external' as const, resource: externalResource, id: externalId }]),
]

const everyPlace = (entity: Entity, id: string): Place[] =>
  [
    ...externalResources(entity)
      .filter(({ read }) => read !== undefined)
      .map(({ name }) => ({ side: 'external' as const, resource: name })),
    ...connecResources(entity).map(({ name }) => ({ side: 'connec' as const, resource: name })),
  ].map(({ side, resource }) => ({ entity, idMap: undefined, ids: [{ side, resource, id }] }))
