/**
 * Types of paths: `'email.address'`, `'prices[0].amount'`.
 *
 * One of the two files in which `any` is allowed; nothing here exists at run time.
 */

type Scalar = string | number | boolean | bigint | Date

/** Fields that belong to the id map and the cursors, never to a mapping. */
type Identity = 'id' | 'created_at' | 'updated_at'

type Depth = [never, 0, 1, 2, 3, 4]

/** Every path to a value of `T`: leaves, whole lists, and fields of a list's first element. */
export type Path<T> = Exclude<AnyPath<T>, Identity>

/** The same with the id, for lines inside a record, which may be paired by it. */
export type AnyPath<T> = PathsOf<NonNullable<T>, 4>

type PathsOf<T, D extends number> = [D] extends [0]
  ? never
  : { [K in keyof T & string]: PathsAt<K, NonNullable<T[K]>, Depth[D]> }[keyof T & string]

type PathsAt<K extends string, V, D extends number> = V extends Scalar
  ? K
  : V extends readonly (infer Item)[]
    ? K | `${K}[0]${Tail<NonNullable<Item>, D>}`
    : V extends object
      ? keyof V extends never
        ? K
        : string extends keyof V
          ? K
          : `${K}.${PathsOf<V, D>}`
      : K

type Tail<V, D extends number> = V extends Scalar ? '' : `.${PathsOf<V, D>}`

/** Without null and undefined; unlike `NonNullable`, error messages show what is left: `boolean`. */
export type Present<T> = T extends null | undefined ? never : T

/** The type found at a path, without null and undefined. */
export type At<T, P> = P extends `${infer Head}.${infer Rest}`
  ? At<Step<NonNullable<T>, Head>, Rest>
  : Step<NonNullable<T>, P>

type Step<T, K> = K extends `${infer Name}[0]`
  ? Name extends keyof T
    ? NonNullable<T[Name]> extends readonly (infer Item)[]
      ? Present<Item>
      : never
    : never
  : K extends keyof T
    ? Present<T[K]>
    : never

/** True when both types accept the same values, so that a plain rename loses nothing. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/** A record as the outside world gives it: nothing but the id is promised, at any depth. */
export type Nullish<T> = T extends Scalar
  ? T
  : T extends readonly (infer Item)[]
    ? Nullish<Item>[]
    : T extends object
      ? { [K in keyof T]?: Nullish<NonNullable<T[K]>> | null | undefined }
      : T
