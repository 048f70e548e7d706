import { isPlainObject } from '@duet/core'

export interface MeaningOptions {
  /** A text of nothing says nothing either: in records that are created. */
  readonly blanksAreAbsent: boolean
}

/**
 * A value as it is compared: keys in order, ids and numbers in one spelling, what is null, `{}` or absent alike left out.
 *
 * @example meaningOf({ b: 21, a: null }, options) // { b: '21' }
 */
export function meaningOf(value: unknown, options: MeaningOptions): unknown {
  if (Array.isArray(value)) return value.map((item) => meaningOf(item, options) ?? {})
  if (isPlainObject(value)) return objectMeaning(value, options)
  if (value === null || value === undefined) return undefined
  if (value === '' && options.blanksAreAbsent) return undefined
  return typeof value === 'number' || typeof value === 'string' ? scalarMeaning(value) : value
}

function objectMeaning(object: Readonly<Record<string, unknown>>, options: MeaningOptions): unknown {
  const entries = Object.keys(object)
    .toSorted()
    .flatMap((key): [string, unknown][] => {
      const meaning = meaningOf(object[key], options)
      return meaning === undefined ? [] : [[key, meaning]]
    })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** `21` equals `"21"`, `12.50` equals `12.5`. */
function scalarMeaning(value: string | number): string {
  if (typeof value === 'number') return String(value)
  return /^-?\d+\.\d+$/.test(value) ? String(Number(value)) : value
}

/** Two meanings are one when they read the same. */
export const sayOf = (meaning: unknown): string => JSON.stringify(meaning ?? null)
