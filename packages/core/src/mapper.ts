import type { ConnecResource } from './connec-resource.js'
import type { Copy } from './copy-blocks.js'
import { compileFill, filledBy } from './defaults.js'
import type { FieldRow, Fields } from './field.js'
import type { Http } from './http.js'
import type { PlainRecord } from './json.js'
import type { Path, Present } from './paths.js'
import type { Resource } from './resource.js'
import { compileRows, rowsOf } from './rows.js'

/** A record as mappers see it, from a resource of either side. */
export type RecordOf<R extends { readonly recordType?: unknown }> = NonNullable<R['recordType']>

/** An item being built: any part of a record, without its identity. */
export type Draft<T> = T extends string | number | boolean | bigint | Date
  ? T
  : T extends readonly (infer Item)[]
    ? Draft<Item>[]
    : T extends object
      ? { [K in keyof T as K extends 'id' ? never : K]?: Draft<Present<T[K]>> | null | undefined }
      : T

export type AnyResource = Resource<string, any>
export type AnyConnecResource = ConnecResource<string, any>

/** Drafts that lie under the table: used where the table leaves a field blank, in that direction only. */
export interface Defaults<C, X> {
  connec?: Draft<C>
  external?: Draft<X>
}

/** What an author writes about one pair of resources. */
export interface MapperDefinition<C extends AnyConnecResource, X extends AnyResource, Context> {
  connec: C
  external: X
  /** Fetches what the hooks below need, once a run. Stands before them, so that its type flows into them. */
  prepare?: (http: Http) => Promise<Context>
  /** Left: Connec! path, right: the application's path. */
  fields: Fields<RecordOf<C>, RecordOf<X>>
  /** Fill blanks in every draft of that side. */
  defaults?: Defaults<NoInfer<RecordOf<C>>, NoInfer<RecordOf<X>>>
  /** Fill blanks in drafts that create a record on that side, never in updates. */
  onCreate?: Defaults<NoInfer<RecordOf<C>>, NoInfer<RecordOf<X>>>
  /** Finishes a Connec! draft where the table cannot say it; returns the new draft. */
  toConnec?: (draft: Draft<RecordOf<C>>, record: RecordOf<X>, context: NoInfer<Context>) => Draft<RecordOf<C>>
  /** Finishes a draft of the application where the table cannot say it; returns the new draft. */
  toExternal?: (
    draft: Draft<RecordOf<X>>,
    record: RecordOf<C>,
    context: NoInfer<Context>,
  ) => Draft<RecordOf<X>>
  /** Runs once after a run, with the context. */
  finish?: (context: NoInfer<Context>, http: Http) => Promise<void>
}

export type MapperHook = 'prepare' | 'toConnec' | 'toExternal' | 'finish'

/** One pair of resources and both directions between them. */
export interface Mapper<
  C extends AnyConnecResource = AnyConnecResource,
  X extends AnyResource = AnyResource,
> {
  readonly kind: 'mapper'
  readonly connec: C
  readonly external: X
  readonly rows: readonly FieldRow[]
  /** Which hooks the author wrote: what they do is not in the table. */
  readonly hooks: Readonly<Record<MapperHook, boolean>>
  /** What fills blanks in drafts of that side: the engine tells them from values somebody entered. */
  readonly defaults: { readonly connec: PlainRecord; readonly external: PlainRecord }
  readonly onCreate: { readonly connec: PlainRecord; readonly external: PlainRecord }
  /** Everything a Connec! draft gets from a record of the application. Never changes its input. */
  toConnec(record: PlainRecord, context: unknown): PlainRecord
  /** Everything a draft of the application gets from a Connec! record. Never changes its input. */
  toExternal(record: PlainRecord, context: unknown): PlainRecord
  prepare(http: Http): Promise<unknown>
  finish(context: unknown, http: Http): Promise<void>
}

/**
 * Declares how records of two resources become each other; one declaration, both directions.
 *
 * @example
 * export const itemMapper = defineMapper({
 *   connec: connec.item,
 *   external: products,
 *   fields: { name: 'name', reference: 'sku', 'sale_price.total_amount': 'prices[0].amount' },
 *   defaults: { external: { description: 'This item has no description' } },
 * })
 */
export function defineMapper<
  const C extends AnyConnecResource,
  const X extends AnyResource,
  Context = undefined,
>(definition: MapperDefinition<C, X, Context>): Mapper<C, X> {
  const { connec, external, defaults = {}, onCreate = {} } = definition
  const rows = Object.freeze(rowsOf(definition.fields))
  const { copyToConnec, copyToExternal } = compileRows(rows)
  const hooks: { toConnec?: any; toExternal?: any; prepare?: any; finish?: any } = definition
  return Object.freeze({
    kind: 'mapper' as const,
    connec,
    external,
    rows,
    hooks: {
      prepare: hooks.prepare !== undefined,
      toConnec: hooks.toConnec !== undefined,
      toExternal: hooks.toExternal !== undefined,
      finish: hooks.finish !== undefined,
    },
    defaults: { connec: asPlain(defaults.connec), external: asPlain(defaults.external) },
    onCreate: { connec: asPlain(onCreate.connec), external: asPlain(onCreate.external) },
    toConnec: direction(copyToConnec, hooks.toConnec, defaults.connec),
    toExternal: direction(copyToExternal, hooks.toExternal, defaults.external),
    prepare: async (http: Http) => hooks.prepare?.(http),
    finish: async (context: unknown, http: Http) => hooks.finish?.(context, http),
  })
}

/** One direction as one function: the table, the hook where there is one, the defaults where there are any. */
function direction(copy: Copy, hook: any, defaults: object | undefined): Mapper['toConnec'] {
  const fill = defaults && compileFill(defaults)
  if (hook === undefined && fill === undefined) return (record) => copy(record, {})
  if (hook === undefined)
    return (record) => {
      const draft = copy(record, {})
      fill?.(draft)
      return draft
    }
  // what a hook returns is the author's: it is not changed
  if (fill === undefined) return (record, context) => hook(copy(record, {}), record, context)
  return (record, context) => filledBy(fill, hook(copy(record, {}), record, context))
}

const asPlain = (draft: object | undefined): PlainRecord => Object.freeze({ ...draft }) as PlainRecord

/** Paths a `match` may name: those of the Connec! record. */
export type MatchPath<C extends AnyConnecResource> = Path<RecordOf<C>>
