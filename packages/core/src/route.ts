import type { Entity, Route } from './entity.js'
import type { PlainRecord } from './json.js'
import type { Mapper } from './mapper.js'
import type { NotShared } from './not-shared.js'
import type { Side } from './side.js'

/** What a route says of one record. */
export interface Routing {
  /** Names of resources on the other side; empty when the record is not shared. */
  readonly targets: readonly string[]
  /** Why it is not shared, in the words of the connector; absent where it is, or where no reason was given. */
  readonly reason?: string
}

interface Origin {
  readonly side: Side
  readonly resource: string
}

/** Where a record read from `side` goes, by the route tables of the entity. */
export function routeOf(entity: Entity, from: Origin & { record: PlainRecord }): Routing {
  const table: Readonly<Record<string, Route>> = from.side === 'connec' ? entity.toExternal : entity.toConnec
  const route = table[from.resource] ?? null
  const target = typeof route === 'function' ? route(from.record) : route
  if (target === null) return { targets: [] }
  if (typeof target === 'string') return { targets: [target] }
  return isNotShared(target) ? { targets: [], reason: target.reason } : { targets: target }
}

/** The mappers a record read from `side` is routed to; empty when it is not shared. */
export function routedMappers(entity: Entity, from: Origin & { record: PlainRecord }): readonly Mapper[] {
  return routeOf(entity, from).targets.flatMap((name) => mapperBetween(entity, from, name) ?? [])
}

/** The mapper between the resource a record was read from and one on the other side. */
export function mapperBetween(entity: Entity, from: Origin, to: string): Mapper | undefined {
  return entity.mappers.find((mapper) =>
    from.side === 'connec'
      ? mapper.connec.name === from.resource && mapper.external.name === to
      : mapper.external.name === from.resource && mapper.connec.name === to,
  )
}

const isNotShared = (target: readonly string[] | NotShared): target is NotShared => 'reason' in target
