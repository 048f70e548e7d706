import type { Entity } from '@duet/core'

/**
 * Entities in the order of their references: what is referred to comes first. Cycles between entities are cut where
 * they close; records in them are released afterwards.
 */
export function orderEntities(entities: readonly Entity[]): Entity[] {
  const ordered = new Set<Entity>()
  const visiting = new Set<Entity>()
  const visit = (entity: Entity): void => {
    if (ordered.has(entity) || visiting.has(entity)) return
    visiting.add(entity)
    for (const needed of neededBy(entity, entities)) visit(needed)
    ordered.add(entity)
  }
  for (const entity of entities) visit(entity)
  return [...ordered]
}

function neededBy({ mappers }: Entity, entities: readonly Entity[]): Entity[] {
  const resources = new Set(
    mappers.flatMap(({ connec }) => connec.references.map(({ resource }) => resource)),
  )
  return entities.filter((other) => other.mappers.some(({ connec }) => resources.has(connec.name)))
}
