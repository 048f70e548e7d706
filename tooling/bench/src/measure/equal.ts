import { isDeepStrictEqual } from 'node:util'
import { isBlank, isPlainObject } from '@duet/core'

/** A side of a comparison did other work than the rest: its time says nothing. */
export class UnequalResultsError extends Error {
  override name = 'UnequalResultsError'
}

/**
 * Throws `UnequalResultsError` unless every side made the same. Blanks, and objects and lists without content, do not count: libraries
 * differ in whether a missing value is absent, undefined or null.
 */
export function assertEqual(what: string, results: Readonly<Record<string, unknown>>): void {
  const [first, ...others] = Object.entries(results)
  if (first === undefined) return
  const [reference, expected] = [first[0], compact(first[1])]
  if (expected === undefined) throw unequal(what, `${reference} made nothing`)
  for (const [name, result] of others) {
    const place = difference(expected, compact(result), '')
    if (place !== undefined) throw unequal(what, `${name} and ${reference} differ at "${place}"`)
  }
}

const unequal = (what: string, reason: string) =>
  new UnequalResultsError(
    `Failed to compare ${what}: ${reason}. Make every side do the same work before its time is believed.`,
  )

/** Where two values differ first; undefined where they do not. */
function difference(one: unknown, other: unknown, place: string): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined
  if (!isContainer(one) || !isContainer(other) || Array.isArray(one) !== Array.isArray(other)) return place
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const key of keys) {
    const found = difference(Reflect.get(one, key), Reflect.get(other, key), place ? `${place}.${key}` : key)
    if (found !== undefined) return found
  }
  return place
}

const isContainer = (value: unknown): value is object =>
  Array.isArray(value) || (isPlainObject(value) && !(value instanceof Date))

function compact(value: unknown): unknown {
  if (isBlank(value)) return undefined
  if (Array.isArray(value)) {
    const items = value.map(compact)
    return items.every((item) => item === undefined) ? undefined : items
  }
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = compact(inner)
    return kept === undefined ? [] : [[key, kept]]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
