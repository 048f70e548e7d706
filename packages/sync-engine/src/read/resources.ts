import type { AnyConnecResource, AnyResource, Entity } from '@duet/core'

/** The application's resources of an entity, each once. */
export const externalResources = ({ mappers }: Pick<Entity, 'mappers'>): AnyResource[] => [
  ...new Map(mappers.map(({ external }) => [external.name, external])).values(),
]

/** The Connec! resources of an entity, each once. */
export const connecResources = ({ mappers }: Pick<Entity, 'mappers'>): AnyConnecResource[] => [
  ...new Map(mappers.map(({ connec }) => [connec.name, connec])).values(),
]
