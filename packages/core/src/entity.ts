import { DefinitionError } from './errors.js'
import type { PlainRecord } from './json.js'
import type { AnyConnecResource, AnyResource, Mapper, MatchPath, RecordOf } from './mapper.js'
import type { ListMoves } from './move.js'
import type { NotShared } from './not-shared.js'
import type { Side } from './side.js'

/** How far records travel to a side: not at all, only new ones, or new and changed ones. */
export type Push = false | 'create' | 'upsert'

/** Groups of Connec! fields on which the hub merges a first push; a flat list is one group, a blank never matches. */
export type Match<P extends string> = readonly P[] | readonly (readonly P[])[]

/** Which Connec! records concern an entity, said twice: to the hub and to notifications, which come unfiltered. */
export interface Filter<C> {
  /** A Connec! `$filter`: `is_customer eq true`. */
  query: string
  accepts(record: C): boolean
}

/**
 * What is done when a record disappears on the named side: nothing, the pair ends, or the pair ends and the other record is
 * put away as well (`ARCHIVED` at the hub, `archive` of the resource in the application), unless it was edited meanwhile.
 */
export type DeletionPolicy = 'ignore' | 'inactivate' | 'archive'

/** What may be said about an entity beside its mapping. */
export interface EntityPolicy {
  /** Directions in which records travel at all; both, new and changed, by default. */
  push?: { connec?: Push; external?: Push }
  /** The side that wins every conflict of this entity. */
  preempt?: Side
  /** What a disappearance on a side means for the other; `ignore` by default. */
  deletions?: { connec?: DeletionPolicy; external?: DeletionPolicy }
}

/** Where a record goes: the name of a resource, several (one pair each), or `notShared('…')`; null gives no reason. */
export type RouteTarget = string | readonly string[] | NotShared | null
export type Route = RouteTarget | ((record: PlainRecord) => RouteTarget)

/**
 * What a company switches on: mappers and a policy. Simple is complex with one route, so that the engine has one path.
 */
export interface Entity {
  readonly kind: 'entity'
  readonly name: string
  readonly mappers: readonly Mapper[]
  /** From the name of a Connec! resource to names of the application's resources. */
  readonly toExternal: Readonly<Record<string, Route>>
  /** From the name of one of the application's resources to names of Connec! resources. */
  readonly toConnec: Readonly<Record<string, Route>>
  readonly push: { readonly connec: Push; readonly external: Push }
  /** By Connec! resource: alternative groups of fields. */
  readonly match: Readonly<Record<string, readonly (readonly string[])[]>>
  /** By the application's resource: true for records that are switched off over there. */
  readonly inactive: Readonly<Record<string, (record: PlainRecord) => boolean>>
  /** By Connec! resource. */
  readonly filter: Readonly<Record<string, Filter<PlainRecord>>>
  /** By the application's resource whose pages tell of records that have become other ones. */
  readonly moved: Readonly<Record<string, ListMoves>>
  readonly preempt: Side | null
  readonly deletions: { readonly connec: DeletionPolicy; readonly external: DeletionPolicy }
}

export interface EntityDefinition<C extends AnyConnecResource, X extends AnyResource> extends EntityPolicy {
  mapper: Mapper<C, X>
  /** The name a company sees and switches; the Connec! resource's by default. */
  name?: string
  match?: Match<NoInfer<MatchPath<C>>>
  inactive?: (record: NoInfer<RecordOf<X>>) => boolean
  filter?: Filter<NoInfer<RecordOf<C>>>
  /** Which records were merged into others over there: their pairs live on under the new ids, or end. */
  moved?: ListMoves<NoInfer<RecordOf<X>>, NoInfer<NameOf<X>>>
}

/**
 * An entity of one mapper.
 *
 * @example
 * export const item = defineEntity({ mapper: itemMapper, match: ['reference'], inactive: (product) => product.active === false })
 */
export function defineEntity<C extends AnyConnecResource, X extends AnyResource>(
  definition: EntityDefinition<C, X>,
): Entity {
  const { mapper, name = mapper.connec.name, match, inactive, filter, moved } = definition
  const connec: string = mapper.connec.name
  const external: string = mapper.external.name
  return freezeEntity({
    ...policyOf(definition),
    name,
    mappers: [mapper as unknown as Mapper],
    toExternal: { [connec]: external },
    toConnec: { [external]: connec },
    match: match ? { [connec]: groupsOf(match) } : {},
    inactive: inactive ? { [external]: inactive as (record: PlainRecord) => boolean } : {},
    filter: filter ? { [connec]: filter as unknown as Filter<PlainRecord> } : {},
    moved: moved ? { [external]: moved as unknown as ListMoves } : {},
  })
}

type ConnecOf<M> = M extends Mapper<infer C, AnyResource> ? C : never
type ExternalOf<M> = M extends Mapper<AnyConnecResource, infer X> ? X : never
type NameOf<R> = R extends { readonly name: infer N extends string } ? N : never
type Named<R, N> = R extends { readonly name: N } ? R : never
/** The resources a record of `N` can go to: only pairs for which there is a mapper. */
type TargetsToExternal<M, N> =
  M extends Mapper<infer C, infer X> ? (NameOf<C> extends N ? NameOf<X> : never) : never
type TargetsToConnec<M, N> =
  M extends Mapper<infer C, infer X> ? (NameOf<X> extends N ? NameOf<C> : never) : never

type Target<N extends string> = N | readonly N[] | NotShared | null
/** The names first: an error message begins with what a route may lead to. */
type RouteTo<N extends string, R extends { readonly recordType?: unknown }> =
  | Target<NoInfer<N>>
  | ((record: RecordOf<R>) => Target<NoInfer<N>>)

export interface ComplexEntityDefinition<M extends readonly Mapper[]> extends EntityPolicy {
  name: string
  mappers: M
  /** For each Connec! resource: where its records go. */
  toExternal: {
    readonly [N in NameOf<ConnecOf<M[number]>>]: RouteTo<
      TargetsToExternal<M[number], N>,
      Named<ConnecOf<M[number]>, N>
    >
  }
  /** For each of the application's resources: where its records go. */
  toConnec: {
    readonly [N in NameOf<ExternalOf<M[number]>>]: RouteTo<
      TargetsToConnec<M[number], N>,
      Named<ExternalOf<M[number]>, N>
    >
  }
  match?: { readonly [N in NameOf<ConnecOf<M[number]>>]?: Match<MatchPath<Named<ConnecOf<M[number]>, N>>> }
  inactive?: {
    readonly [N in NameOf<ExternalOf<M[number]>>]?: (
      record: RecordOf<Named<ExternalOf<M[number]>, N>>,
    ) => boolean
  }
  filter?: {
    readonly [N in NameOf<ConnecOf<M[number]>>]?: Filter<RecordOf<Named<ConnecOf<M[number]>, N>>>
  }
  /**
   * For resources whose pages tell of it: which records have become other ones over there, converted into another kind or
   * merged. Their pairs live on under the new ids, or end.
   */
  moved?: {
    readonly [N in NameOf<ExternalOf<M[number]>>]?: ListMoves<
      RecordOf<Named<ExternalOf<M[number]>, N>>,
      NameOf<ExternalOf<M[number]>>
    >
  }
}

/**
 * An entity of many mappers between several resources; the route tables say which record is mapped by which.
 *
 * @example
 * export const personAndOrganization = defineComplexEntity({
 *   name: 'person_and_organization',
 *   mappers: [contactPerson, leadPerson, contactOrganization],
 *   toExternal: { person: (person) => (person.is_lead ? 'leads' : 'contacts'), organization: 'contacts' },
 *   toConnec: { contacts: (contact) => (contact.is_organization ? 'organization' : 'person'), leads: 'person' },
 * })
 */
export function defineComplexEntity<const M extends readonly Mapper[]>(
  definition: ComplexEntityDefinition<M>,
): Entity {
  const { name, mappers, toExternal, toConnec } = definition
  const { match = {}, inactive = {}, filter = {}, moved = {} } = definition
  const matches: [string, Match<string>][] = Object.entries(match)
  return freezeEntity({
    ...policyOf(definition),
    name,
    mappers,
    toExternal: toExternal as Readonly<Record<string, Route>>,
    toConnec: toConnec as Readonly<Record<string, Route>>,
    match: Object.fromEntries(matches.map(([resource, groups]) => [resource, groupsOf(groups)])),
    inactive: inactive as Entity['inactive'],
    filter: filter as Entity['filter'],
    moved: moved as unknown as Entity['moved'],
  })
}

type Policy = Pick<Entity, 'push' | 'preempt' | 'deletions'>

function policyOf({ push = {}, preempt, deletions = {} }: EntityPolicy): Policy {
  return {
    push: { connec: push.connec ?? 'upsert', external: push.external ?? 'upsert' },
    preempt: preempt ?? null,
    deletions: { connec: deletions.connec ?? 'ignore', external: deletions.external ?? 'ignore' },
  }
}

/** A flat list of fields is one group: all of them must be equal. */
function groupsOf(match: Match<string>): readonly (readonly string[])[] {
  const flat = match.filter((part) => typeof part === 'string')
  const groups = match.filter((part) => typeof part !== 'string')
  return flat.length > 0 ? [flat, ...groups] : groups
}

function freezeEntity(entity: Omit<Entity, 'kind'>): Entity {
  if (entity.mappers.length === 0) {
    throw new DefinitionError(
      `Failed to define the entity ${entity.name}: it has no mapper. List at least one in "mappers".`,
    )
  }
  return Object.freeze({ kind: 'entity' as const, ...entity })
}
