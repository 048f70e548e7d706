import { connecNames } from '@duet/connec-client'
import {
  type AnyConnecResource,
  type AnyResource,
  apiKey,
  type Connector,
  defineComplexEntity,
  defineConnecResource,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  type Entity,
  type Mapper,
  type PlainRecord,
  type Route,
} from '@duet/core'
import { z } from 'zod'
import type { Blueprint, RouteRule } from './blueprint.js'
import type { ExternalNames } from './entity-description.js'
import { valueAt } from './paths.js'
import { recordedMapper } from './recorded-mapper.js'
import { connecResource, externalResource } from './recorded-resources.js'
import { referencedResource } from './referenced-resource.js'
import { textId } from './shape-tree.js'

export const APPLICATION = 'https://application.recorded.test'

/** Entities of the old framework as a connector of Duet. Throws `DefinitionError` for one that Duet refuses. */
export function recordedConnector(blueprints: readonly Blueprint[]): Connector {
  return defineConnector({
    name: 'recorded',
    displayName: 'Recorded',
    apiVersion: '1.0',
    baseUrl: APPLICATION,
    auth: apiKey({ header: 'x-key', label: 'Key' }),
    account: async () => ({ id: 'recorded', name: 'Recorded' }),
    entities: [...blueprints.map(recordedEntity), ...bystandersOf(blueprints)],
  })
}

function recordedEntity(blueprint: Blueprint): Entity {
  const connec = new Map(blueprint.connec.map((plan) => [plan.title, connecResource(blueprint, plan)]))
  const external = new Map(blueprint.external.map((plan) => [plan.title, externalResource(blueprint, plan)]))
  return defineComplexEntity({
    name: blueprint.name,
    mappers: blueprint.pairs.flatMap((pair) => mapperOf(pair, connec, external)),
    toExternal: routes(blueprint, blueprint.toExternal, { from: nameIn(connec), to: nameIn(external) }),
    toConnec: routes(blueprint, blueprint.toConnec, { from: nameIn(external), to: nameIn(connec) }),
    push: blueprint.push,
    match: Object.fromEntries(
      blueprint.connec.filter(({ match }) => match.length > 0).map(({ names, match }) => [names.name, match]),
    ),
    inactive: Object.fromEntries(
      blueprint.external.map(({ title, fields }) => [
        title,
        (record: PlainRecord) => isInactive(record, fields),
      ]),
    ),
  })
}

function mapperOf(
  pair: Blueprint['pairs'][number],
  connec: ReadonlyMap<string, AnyConnecResource>,
  external: ReadonlyMap<string, AnyResource>,
): Mapper[] {
  const [hub, own] = [connec.get(pair.connec), external.get(pair.external)]
  return hub && own ? [recordedMapper(pair, hub, own)] : []
}

const nameIn =
  (resources: ReadonlyMap<string, { readonly name: string }>) =>
  (title: string): string =>
    resources.get(title)?.name ?? title

export function isInactive(record: PlainRecord, { inactive }: ExternalNames): boolean {
  if (typeof inactive === 'string') return record[inactive] === true
  return valueAt(record, inactive.field) === inactive.equals
}

function routes(
  { splitToAll }: Blueprint,
  table: Readonly<Record<string, readonly RouteRule[]>>,
  names: { from: (title: string) => string; to: (title: string) => string },
): Record<string, Route> {
  return Object.fromEntries(
    Object.entries(table).map(([from, rules]) => [
      names.from(from),
      (record: PlainRecord) => {
        const fitting = rules.filter((rule) => fits(record, rule)).map(({ to }) => names.to(to))
        return splitToAll ? fitting : (fitting[0] ?? null)
      },
    ]),
  )
}

export const fits = (record: PlainRecord, { when }: RouteRule): boolean =>
  when === true || valueAt(record, when.field) === when.equals

/** Kinds of record that references lead to and no entity of the vector describes. */
export function bystanderNames(blueprints: readonly Blueprint[]): string[] {
  const described = new Set(blueprints.flatMap(({ connec }) => connec.map(({ names }) => names.name)))
  const referenced = blueprints.flatMap(({ connec }) =>
    connec.flatMap(({ references }) => references.map(referencedResource)),
  )
  return [...new Set(referenced)].filter((name) => !described.has(name))
}

/**
 * A vector names references without saying where the referenced records come from; what was recorded tells: the old
 * framework left a record of the hub out until the application had the referenced one. So an entity beside the vector's
 * own brings them from the hub; in the vector it has nothing to bring.
 */
function bystandersOf(blueprints: readonly Blueprint[]): Entity[] {
  return bystanderNames(blueprints).map((name) => {
    const connec = defineConnecResource({
      name,
      collection: connecNames(name).collection,
      fields: { name: z.string() },
    })
    const external = defineResource({
      name: `${name} beside`,
      id: textId,
      fields: { name: z.string() },
      async *list() {},
      create: async () => undefined,
    })
    return defineEntity({ name, mapper: defineMapper({ connec, external, fields: { name: 'name' } }) })
  })
}
