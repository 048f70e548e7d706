import type { Connector, Entity, Mapper } from '@duet/core'
import type { EntitySwitch, Pair } from '@duet/store'

/** Where the records lie that references to one Connec! resource lead to. */
export interface ReferenceTarget {
  readonly mapper: Mapper
  readonly pair: Pair
  /** True when no other pair maps the same Connec! resource. */
  readonly alone: boolean
  /** Whether a record that is not there yet may still come. */
  readonly comes: { readonly toConnec: boolean; readonly toExternal: boolean }
}

/** The targets of a link, by Connec! resource. */
export interface ReferenceTargets {
  of(connecResource: string): ReferenceTarget | undefined
}

/**
 * Finds the targets. A reference in a record of the application is a plain id, so of several pairs the one without
 * scope is meant.
 */
export function referenceTargetsOf(
  connector: Pick<Connector, 'entities'>,
  switches: Readonly<Record<string, EntitySwitch>>,
): ReferenceTargets {
  const mapped = connector.entities.flatMap((entity) =>
    entity.mappers.map((mapper) => ({ mapper, directions: directionsOf(entity, switches[entity.name]) })),
  )
  const targets = new Map<string, ReferenceTarget>()
  for (const [resource, candidates] of Map.groupBy(mapped, ({ mapper }) => mapper.connec.name)) {
    const chosen = candidates.find(({ mapper }) => mapper.external.idScope === undefined) ?? candidates[0]
    if (chosen === undefined) continue
    const { mapper, directions } = chosen
    targets.set(resource, {
      mapper,
      pair: { connec: mapper.connec.name, external: mapper.external.name },
      alone: candidates.length === 1,
      comes: { toConnec: directions?.toConnec ?? false, toExternal: directions?.toExternal ?? false },
    })
  }
  return { of: (resource) => targets.get(resource) }
}

/** What is never written to the application never comes there, whatever is switched on. */
const directionsOf = ({ push }: Entity, directions: EntitySwitch | undefined): EntitySwitch | undefined =>
  directions && { ...directions, toExternal: directions.toExternal && push.external !== false }
