import { isDeepStrictEqual } from 'node:util'
import { isPlainObject } from '@duet/core'

/**
 * A value with what means the same written the same: ids and numbers as texts, what is absent or empty (`null`, `{}`)
 * left out. Elements of lists keep their places.
 */
export function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => meaningOf(item) ?? null)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .map(([key, inner]): [string, unknown] => [key, meaningOf(inner)])
      .filter(([, inner]) => inner !== undefined)
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
  if (value === null) return undefined
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

export const sameMeaning = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(meaningOf(one), meaningOf(other))

/** `<what>: expected …, got …`, or nothing where both mean the same. */
export function difference(what: string, expected: unknown, got: unknown): string[] {
  if (sameMeaning(expected, got)) return []
  return [`${what}: expected ${short(expected)}, got ${short(got)}`]
}

/** The same, field by field where both are records, so that each difference has its own reason. */
export function differences(what: string, expected: unknown, got: unknown): string[] {
  if (!isPlainObject(expected) || !isPlainObject(got)) return difference(what, expected, got)
  const keys = new Set([...Object.keys(expected), ...Object.keys(got)])
  return [...keys].flatMap((key) => difference(`${what}.${key}`, expected[key], got[key]))
}

const LONGEST = 400
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
