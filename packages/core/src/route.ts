import type { Entity, RouteTarget } from './entity.js'
import type { PlainRecord } from './json.js'
import type { Mapper } from './mapper.js'
import type { Side } from './side.js'

/** The mappers a record read from `side` is routed to; empty when it is not shared. */
export function routedMappers(
  entity: Entity,
  from: { side: Side; resource: string; record: PlainRecord },
): readonly Mapper[] {
  const table = from.side === 'connec' ? entity.toExternal : entity.toConnec
  const route = table[from.resource]
  const target = typeof route === 'function' ? route(from.record) : (route ?? null)
  return namesOf(target).flatMap((name) => mapperBetween(entity, from, name) ?? [])
}

/** The mapper between the resource a record was read from and one on the other side. */
export function mapperBetween(
  entity: Entity,
  from: { side: Side; resource: string },
  to: string,
): Mapper | undefined {
  return entity.mappers.find((mapper) =>
    from.side === 'connec'
      ? mapper.connec.name === from.resource && mapper.external.name === to
      : mapper.external.name === from.resource && mapper.connec.name === to,
  )
}

function namesOf(target: RouteTarget): readonly string[] {
  if (target === null) return []
  return typeof target === 'string' ? [target] : target
}
