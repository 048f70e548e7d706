import type { Connector, Entity, Mapper, PlainRecord, Resource } from '@duet/core'
import { routedMappers } from '@duet/core'
import type { KitOptions } from './kit-options.js'
import { readFixtures } from './records/read-fixtures.js'
import { unmappedTexts } from './records/unmapped-texts.js'
import { type Session, startSession } from './session.js'

/** Two resources that are mapped, in their entity. */
export interface Pair {
  readonly entity: Entity
  readonly mapper: Mapper
  /** The fixtures that are routed to this pair, as the application answers them. */
  readonly fixtures: readonly unknown[]
}

/** What checks work with. */
export interface Kit {
  readonly connector: Connector
  readonly resources: readonly Resource[]
  readonly pairs: readonly Pair[]
  /** By the name of the resource. */
  readonly fixtures: Readonly<Record<string, readonly unknown[]>>
  /** Words of fields no table maps, by resource and field, as fixtures have them. */
  readonly seen: ReturnType<typeof unmappedTexts>
  readonly values: NonNullable<KitOptions['values']>
  readonly moves: NonNullable<KitOptions['moves']>
  readonly skip: NonNullable<KitOptions['skip']>
  readonly packageJson: URL | undefined
  /** A new simulator with a client signed in; dispose of it. */
  start(): Session
}

/** Lays out a connector for its checks. */
export function createKit(connector: Connector, options: KitOptions): Kit {
  const { simulator, values = {}, moves = {}, skip = {}, packageJson } = options
  const mapped = connector.entities.flatMap((entity) => entity.mappers.map((mapper) => ({ entity, mapper })))
  const resources = [...new Set(mapped.map(({ mapper }) => mapper.external))]
  const fixtures = readFixtures(options.fixtures, resources)
  return {
    connector,
    resources,
    pairs: mapped.map((pair) => ({
      ...pair,
      fixtures: (fixtures[pair.mapper.external.name] ?? []).filter((fixture) => isRouted(pair, fixture)),
    })),
    fixtures,
    seen: unmappedTexts(
      resources,
      mapped.map(({ mapper }) => mapper),
      fixtures,
    ),
    values,
    moves,
    skip,
    packageJson,
    start: () => startSession(connector, simulator()),
  }
}

/** A fixture that does not parse belongs to no pair; another check says so. */
function isRouted({ entity, mapper }: Omit<Pair, 'fixtures'>, fixture: unknown): boolean {
  let record: PlainRecord
  try {
    record = mapper.external.parse(fixture).fields
  } catch {
    return false
  }
  return routedMappers(entity, { side: 'external', resource: mapper.external.name, record }).includes(mapper)
}
