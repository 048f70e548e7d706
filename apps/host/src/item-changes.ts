import { isPlainObject, type Json } from '@duet/core'
import { asText } from './as-text.js'

/** How a field changes: what it holds on the side that is written, and what it would hold then. */
export interface ValueChange {
  readonly field: string
  readonly before: Json
  readonly after: Json
}

/** A change in words; null for nothing. */
export interface TextChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** A field's change in words: of a list of objects only the elements that change, each by its place: `prices[1]`. */
export function itemChanges({ field, before, after }: ValueChange): readonly TextChange[] {
  if (!hasObjects(before) && !hasObjects(after))
    return [{ field, before: textOf(before), after: textOf(after) }]
  const [old, now] = [elementsOf(before), elementsOf(after)]
  const places = Array.from({ length: Math.max(old.length, now.length) }, (_, at) => at)
  const changed = places
    .map((at) => ({
      field: `${field}[${at}]`,
      before: textOf(old[at] ?? null),
      after: textOf(now[at] ?? null),
    }))
    .filter((element) => element.before !== element.after)
  // what is said of its elements may not tell them apart
  return changed.length > 0 ? changed : [{ field, before: textOf(before), after: textOf(after) }]
}

const hasObjects = (value: Json): boolean => Array.isArray(value) && value.some(isPlainObject)
const elementsOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])
const textOf = (value: Json): string | null => (value === null ? null : asText(value))
