import type { ConnectorDefinition } from '../connector.js'
import type { Entity, Route } from '../entity.js'
import { routeOf } from '../route.js'
import type { Side } from '../side.js'
import { type Complaint, error } from './complaint.js'

/** Every resource has a route, every route leads to a mapper, every mapper is led to. */
export const checkRoutes = ({ entities }: ConnectorDefinition): Complaint[] =>
  entities.flatMap((entity) => [
    ...checkTable(entity, 'connec'),
    ...checkTable(entity, 'external'),
    ...checkReachable(entity),
  ])

const tableOf = (side: Side) => (side === 'connec' ? 'toExternal' : 'toConnec')

function checkTable(entity: Entity, side: Side): Complaint[] {
  const table = tableOf(side)
  const mapped = new Set(entity.mappers.map((mapper) => mapper[side].name))
  const missing = [...mapped].filter((resource) => !(resource in entity[table]))
  const unmapped = Object.keys(entity[table]).filter((resource) => !mapped.has(resource))
  return [
    ...missing.map((resource) =>
      error(
        `${entity.name} has no ${table} route for ${resource}. Add it to the route table, notShared('…') if its records are not shared.`,
      ),
    ),
    ...unmapped.map((resource) =>
      error(
        `${entity.name} routes ${resource} in ${table}, which none of its mappers maps. Remove the route or add a mapper.`,
      ),
    ),
    ...Object.entries(entity[table]).flatMap(([resource, route]) =>
      checkTargets(entity, { side, resource, route }),
    ),
  ]
}

/** Routes that are functions are seen by the conformance kit, which runs them. */
function checkTargets(
  entity: Entity,
  { side, resource, route }: { side: Side; resource: string; route: Route },
): Complaint[] {
  const targets = staticTargets(entity, side, resource, route) ?? []
  const reachable = entity.mappers
    .filter((mapper) => mapper[side].name === resource)
    .map((mapper) => mapper[side === 'connec' ? 'external' : 'connec'].name)
  return targets
    .filter((target) => !reachable.includes(target))
    .map((target) =>
      error(
        `${entity.name} routes ${resource} to ${target} without a mapper between the two. Add one, or route it to ${reachable.join(' or ') || 'nothing'}.`,
      ),
    )
}

function checkReachable(entity: Entity): Complaint[] {
  return entity.mappers
    .filter(({ connec, external }) => {
      const there = staticTargets(entity, 'connec', connec.name, entity.toExternal[connec.name])
      const back = staticTargets(entity, 'external', external.name, entity.toConnec[external.name])
      return there?.includes(external.name) === false && back?.includes(connec.name) === false
    })
    .map(({ connec, external }) =>
      error(
        `No route of ${entity.name} leads to the mapper ${connec.name} ↔ ${external.name}. Name ${external.name} in toExternal.${connec.name} or ${connec.name} in toConnec.${external.name}, or remove the mapper.`,
      ),
    )
}

/** Where a route always leads; undefined for one that depends on the record. */
function staticTargets(
  entity: Entity,
  side: Side,
  resource: string,
  route: Route | undefined,
): readonly string[] | undefined {
  if (typeof route === 'function') return undefined
  return routeOf(entity, { side, resource, record: {} }).targets
}
