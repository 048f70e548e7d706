import { hash } from 'node:crypto'
import { isBlank, isPlainObject, type Json } from '@duet/core'

/**
 * A value in the one spelling in which two values are compared: keys sorted, blanks left out, dates as text.
 *
 * Undefined for whatever a person would call empty: blanks, lists and objects without content.
 *
 * @example canonical({ b: 1, a: '', c: [] }) // { b: 1 }
 */
export function canonical(value: unknown): Json | undefined {
  // texts come first: most values are
  if (typeof value === 'string') return value === '' ? undefined : value
  if (isBlank(value)) return undefined
  if (value instanceof Date) return dateText(value)
  if (Array.isArray(value)) return listOf(value)
  if (isPlainObject(value)) return objectOf(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  return typeof value === 'boolean' ? value : String(value)
}

/** Whole seconds: the hub keeps no more, so a fraction would look like a change for ever. */
function dateText(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function listOf(values: readonly unknown[]): Json | undefined {
  return values.length === 0 ? undefined : values.map((value) => canonical(value) ?? null)
}

function objectOf(object: Record<string, unknown>): Json | undefined {
  const fields: Record<string, Json> = {}
  for (const key of Object.keys(object).sort()) {
    const value = canonical(object[key])
    if (value !== undefined) fields[key] = value
  }
  return Object.keys(fields).length === 0 ? undefined : fields
}

/** True when two canonical values are the same. */
export function sameValue(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object') return false
  return JSON.stringify(one) === JSON.stringify(other)
}

/** True when two images are the same; the order of their keys does not matter. */
export function sameImage(
  one: Readonly<Record<string, Json>>,
  other: Readonly<Record<string, Json>>,
): boolean {
  const leaves = Object.keys(one)
  return (
    leaves.length === Object.keys(other).length && leaves.every((leaf) => sameValue(one[leaf], other[leaf]))
  )
}

/** SHA-256, in hexadecimal, of flat canonical fields; the order of their keys does not matter. */
export function hashOf(fields: Readonly<Record<string, Json>>): string {
  const sorted = Object.keys(fields)
    .sort()
    .map((leaf) => [leaf, fields[leaf]])
  return hash('sha256', JSON.stringify(sorted))
}
