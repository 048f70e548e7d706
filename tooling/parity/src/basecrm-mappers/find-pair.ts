import { basecrm } from '@duet/connector-basecrm'
import type { Entity, Mapper } from '@duet/core'
import type { MapperVector } from './mapper-vector.js'

const connecKinds: Record<string, string> = {
  AppUser: 'app_user',
  Company: 'company',
  Item: 'item',
  Opportunity: 'opportunity',
  Person: 'person',
  Organization: 'organization',
}
const externalKinds: Record<string, string> = {
  AppUser: 'users',
  Company: 'accounts',
  Item: 'products',
  Opportunity: 'deals',
  Contact: 'contacts',
  Lead: 'leads',
}

export interface Pair {
  readonly entity: Entity
  readonly mapper: Mapper
}

/** The mapper between the two kinds of a vector, undefined where nothing maps one to the other. */
export function findPair({ entity, direction, target = entity }: MapperVector): Pair | undefined {
  const [connec, external] = direction === 'connec_to_external' ? [entity, target] : [target, entity]
  return basecrm.entities
    .flatMap((one) => one.mappers.map((mapper) => ({ entity: one, mapper })))
    .find(
      ({ mapper }) =>
        mapper.connec.name === connecKinds[connec] && mapper.external.name === externalKinds[external],
    )
}
