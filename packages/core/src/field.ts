import type { AnyPath, At, Path, Same } from './paths.js'

/** Two functions between the types of a pair of fields; called with values only, never with null or undefined. */
export interface Converter<ConnecValue, ExternalValue> {
  toExternal(value: ConnecValue): ExternalValue | null | undefined
  toConnec(value: ExternalValue): ConnecValue | null | undefined
  /** The table inside, of converters made by `nested` and `each`: what field tables and checks look into. */
  readonly rows?: readonly FieldRow[]
}

/** Who wins when both sides changed a field. */
export type ConflictPolicy = 'newest' | 'connec' | 'external' | 'manual'

/** What may be said about one pair of fields beside where they are. */
export interface FieldPolicy {
  /** Who wins when both sides changed the field; the later change by default. */
  conflict?: ConflictPolicy
  /** Whether emptying the field travels; an empty value never overwrites by default. */
  clear?: 'toConnec' | 'toExternal' | 'both'
  /** Only in this direction; both by default. */
  only?: 'toConnec' | 'toExternal'
  /** Only when the record is created on that side, never on updates. */
  onCreate?: boolean
  /** What is lost on the way, in words; the mapping laws leave the field out. */
  lossy?: string
  /** Not updated on records whose currency must not be touched. */
  currencyGuard?: boolean
}

type Rename<X, V, Paths> = Paths extends string ? (Same<At<X, Paths>, V> extends true ? Paths : never) : never

interface Renamed<To> extends FieldPolicy {
  readonly to: To
  readonly using?: undefined
}

interface Converted<To, V, W> extends FieldPolicy {
  readonly to: To
  readonly using: Converter<V, W>
}

/** One member a path, so that the literal in `to` tells the compiler the types of the converter's parameters. */
type Row<X, V, Paths> = Paths extends string
  ? Converted<Paths, V, At<X, Paths>> | (Same<At<X, Paths>, V> extends true ? Renamed<Paths> : never)
  : never

/**
 * The two-column table of a mapper: Connec! paths on the left, paths of the application on the right.
 *
 * A plain text means "same type, renamed"; where the types differ only `{ to, using }` compiles.
 */
export type Fields<C, X> = Table<C, X, Path<C>, Path<X>>

/** The same table between two kinds of lines, whose ids may be mapped. */
export type LineFields<C, X> = Table<C, X, AnyPath<C>, AnyPath<X>>

type Table<C, X, ConnecPaths extends string, ExternalPaths> = {
  readonly [P in ConnecPaths]?: Rename<X, At<C, P>, ExternalPaths> | Row<X, At<C, P>, ExternalPaths>
}

/** A row of the table as the mapper keeps it. */
export interface FieldRow extends FieldPolicy {
  readonly connec: string
  readonly external: string
  readonly using?: Converter<unknown, unknown>
}
