import { connecNames } from '@duet/connec-client'
import {
  type AnyConnecResource,
  type AnyResource,
  apiKey,
  type Connector,
  defineComplexEntity,
  defineConnecResource,
  defineConnector,
  defineMapper,
  defineResource,
  type Entity,
  EntityNotFoundError,
  ref,
} from '@duet/core'
import { z } from 'zod'
import { connecName, type EntityPair, type EntityPairs, entityPairs } from './entity-pairs.js'
import type { MapperRow, RecordedEntity } from './webhook-vector.js'

export const CONNECTOR = 'recorded'
export const APPLICATION = 'https://application.test'

/** The connector of recorded entities. */
export interface RecordedConnector {
  readonly connector: Connector
  /** By Connec! title. */
  readonly connec: ReadonlyMap<string, AnyConnecResource>
  /** By the application's title. */
  readonly external: ReadonlyMap<string, AnyResource>
}

/** Builds a connector as its author would have written it; `reads`: its API can read a record by its id. */
export function recordedConnector(
  entities: readonly RecordedEntity[],
  { reads }: { reads: boolean },
): RecordedConnector {
  const all = entities.map(entityPairs)
  const pairs = all.flatMap((entity) => entity.pairs)
  const connec = new Map(
    [...Map.groupBy(pairs, (pair) => pair.connec)].map(([title, own]) => [title, connecResource(title, own)]),
  )
  const scoped = scopedTitles(pairs)
  const external = new Map(
    [...Map.groupBy(pairs, (pair) => pair.external)].map(([title, own]) => [
      title,
      externalResource(title, own, { reads, isScoped: scoped.has(title) }),
    ]),
  )
  const built = { connec, external }
  const connector = defineConnector({
    name: CONNECTOR,
    displayName: 'Recorded application',
    apiVersion: '1.0',
    baseUrl: APPLICATION,
    auth: apiKey({ header: 'x-key', label: 'Key' }),
    account: async () => ({ id: '9', name: 'Test account' }),
    entities: all.filter((entity) => entity.pairs.length > 0).map((entity) => entityOf(entity, built)),
  })
  return { connector, ...built }
}

/** Kinds whose ids would clash with another one's at the hub; the predecessor let them (A24). */
function scopedTitles(pairs: readonly EntityPair[]): Set<string> {
  const firsts = new Map<string, string>()
  for (const { connec, external } of pairs) if (!firsts.has(connec)) firsts.set(connec, external)
  return new Set(
    pairs.filter(({ connec, external }) => firsts.get(connec) !== external).map(({ external }) => external),
  )
}

const topOf = (path: string): string => path.split(/[/.[]/)[0] ?? path

/** Fields of the mapped paths, of any type: what was recorded has no schema. */
const shapeOf = (paths: readonly string[]): Record<string, z.ZodType> =>
  Object.fromEntries(paths.map((path) => [topOf(path), z.unknown()]))

function connecResource(title: string, pairs: readonly EntityPair[]): AnyConnecResource {
  const { name, collection } = connecNames(title)
  const singleton = pairs.some((pair) => pair.singleton)
  const paths = pairs.flatMap(({ rows, decisive }) => [...rows.map(({ from }) => from), ...decisive.connec])
  const references = pairs.flatMap((pair) => pair.references)
  return defineConnecResource({
    name,
    collection: singleton ? name : collection,
    singleton,
    fields: { ...shapeOf(paths), ...referencesIn(references) },
    label: ({ last_name }) => String(last_name ?? ''),
  })
}

const referencesIn = (references: readonly string[]) =>
  Object.fromEntries(references.map((path) => [topOf(path), ref(topOf(path).replace(/_id$/, ''))]))

function externalResource(
  title: string,
  pairs: readonly EntityPair[],
  { reads, isScoped }: { reads: boolean; isScoped: boolean },
): AnyResource {
  const path = `/${encodeURIComponent(title)}`
  return defineResource({
    name: title,
    ...(isScoped ? { idScope: connecName(title) } : {}),
    idField: 'Id',
    id: z.union([z.string(), z.int()]).transform(String).pipe(z.string()),
    timestamps: { created: 'CreatedAt', updated: 'UpdatedAt' },
    fields: shapeOf(
      pairs.flatMap(({ rows, decisive }) => [...rows.map(({ to }) => to), ...decisive.external]),
    ),
    async *list(http) {
      yield await http.get(path, z.array(z.unknown()))
    },
    ...(reads
      ? {
          read: async (http, id) => {
            const found = await http.get(`${path}/${encodeURIComponent(id)}`, z.unknown())
            if (found === null) throw new EntityNotFoundError(`${title} ${id} is gone`)
            return found
          },
        }
      : {}),
    create: (http, draft) => http.post(path, z.unknown(), { json: draft }),
    update: (http, id, draft) => http.put(`${path}/${encodeURIComponent(id)}`, z.unknown(), { json: draft }),
    label: ({ LastName }) => String(LastName ?? ''),
  })
}

function entityOf(
  { name, pairs, toExternal, toConnec }: EntityPairs,
  { connec, external }: Pick<RecordedConnector, 'connec' | 'external'>,
): Entity {
  const mappers = pairs.flatMap((pair) => {
    const [hub, application] = [connec.get(pair.connec), external.get(pair.external)]
    if (hub === undefined || application === undefined) return []
    return [defineMapper({ connec: hub, external: application, fields: tableOf(pair.rows) })]
  })
  return defineComplexEntity({
    name,
    mappers,
    toExternal: Object.fromEntries(
      Object.entries(toExternal).map(([title, route]) => [connecName(title), route]),
    ),
    toConnec: Object.fromEntries(
      Object.entries(toConnec).map(([title, route]) => [title, (record) => route(record).map(connecName)]),
    ),
  })
}

const tableOf = (rows: readonly MapperRow[]): Record<string, string> =>
  Object.fromEntries(rows.map(({ from, to }) => [dotted(from), dotted(to)]))

const dotted = (path: string): string => path.replaceAll('/', '.')
