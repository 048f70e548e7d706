import type { Connector, Entity, Mapper, Resource } from '@duet/core'

type Resources = Readonly<Record<string, (proper: Resource) => Partial<Resource>>>
type Mappers = Readonly<Record<string, (proper: Mapper) => Partial<Mapper>>>
type Entities = Readonly<Record<string, (proper: Entity) => Partial<Entity>>>

/** The connector with other resources of the application, by name. */
export function withResources(connector: Connector, changes: Resources): Connector {
  const changed = new Map<Resource, Resource>()
  const resourceOf = (proper: Resource): Resource => {
    const known = changed.get(proper) ?? { ...proper, ...changes[proper.name]?.(proper) }
    changed.set(proper, known)
    return known
  }
  return withEveryMapper(connector, (mapper) => ({ external: resourceOf(mapper.external) }))
}

/** The connector with other mappers, by `connec-name external-name`. */
export const withMappers = (connector: Connector, changes: Mappers): Connector =>
  withEveryMapper(
    connector,
    (mapper) => changes[`${mapper.connec.name} ${mapper.external.name}`]?.(mapper) ?? {},
  )

/** The connector with other entities, by name. */
export const withEntities = (connector: Connector, changes: Entities): Connector => ({
  ...connector,
  entities: connector.entities.map((entity) => ({ ...entity, ...changes[entity.name]?.(entity) })),
})

const withEveryMapper = (connector: Connector, change: (mapper: Mapper) => Partial<Mapper>): Connector => ({
  ...connector,
  entities: connector.entities.map((entity) => ({
    ...entity,
    mappers: entity.mappers.map((mapper) => ({ ...mapper, ...change(mapper) })),
  })),
})
