/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A record whose type is not known here: the engine's view of every record. */
export type PlainRecord = Readonly<Record<string, unknown>>

/** Blank is what a person would call empty: absent, null or an empty text. Zero and false are values. */
export const isBlank = (value: unknown): value is undefined | null | '' =>
  value === undefined || value === null || value === ''

/** True for objects with fields; false for lists, dates and everything else. */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
