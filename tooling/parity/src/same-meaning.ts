import { isDeepStrictEqual } from 'node:util'

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

const LONGEST = 400
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
