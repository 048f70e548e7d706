import { isBlank, isPlainObject, type PlainRecord } from './json.js'

/**
 * The draft with its blanks filled from the defaults; objects are filled field by field, items of a list that is there
 * from those in their places. The draft is not changed.
 *
 * @example fillBlanks({ name: '' , email: {} }, { name: 'Unnamed' }) // { name: 'Unnamed', email: {} }
 */
export function fillBlanks(draft: PlainRecord, defaults: object | undefined): PlainRecord {
  if (defaults === undefined) return draft
  const filled: Record<string, unknown> = { ...draft }
  for (const [key, value] of Object.entries(defaults)) {
    const present = filled[key]
    if (isPlainObject(value)) filled[key] = fillBlanks(isPlainObject(present) ? present : {}, value)
    else if (Array.isArray(value) && Array.isArray(present)) filled[key] = fillItems(present, value)
    else if (isBlank(present)) filled[key] = Array.isArray(value) ? structuredClone(value) : value
  }
  return filled
}

/** `prices[0].amount` is filled in a price without one; no item is added to a list that is there. */
const fillItems = (present: readonly unknown[], defaults: readonly unknown[]): unknown[] =>
  present.map((item, at) => {
    const value = defaults[at]
    return isPlainObject(item) && isPlainObject(value) ? fillBlanks(item, value) : item
  })
