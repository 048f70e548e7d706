import { isBlank, isPlainObject, type PlainRecord } from './json.js'

/** Fills the blanks of a draft in its own place. What the draft holds is replaced, never changed. */
export type Fill = (draft: Record<string, unknown>) => void

/**
 * The draft with its blanks filled from the defaults; objects are filled field by field, items of a list that is there
 * from those in their places. The draft is not changed.
 *
 * @example fillBlanks({ name: '' , email: {} }, { name: 'Unnamed' }) // { name: 'Unnamed', email: {} }
 */
export function fillBlanks(draft: PlainRecord, defaults: object | undefined): PlainRecord {
  return defaults === undefined ? draft : filledBy(compileFill(defaults), draft)
}

/** The same, for defaults that are looked at once and fill many drafts. */
export function compileFill(defaults: object): Fill {
  const fills = Object.entries(defaults).map(([key, value]) => ({ key, fill: fillOf(value) }))
  return (draft) => {
    for (const { key, fill } of fills) {
      const present = draft[key]
      const filled = fill(present)
      if (filled !== present) draft[key] = filled
    }
  }
}

export function filledBy(fill: Fill, draft: PlainRecord): PlainRecord {
  const filled = { ...draft }
  fill(filled)
  return filled
}

/** What stands in a field afterwards, told from what stands there. */
function fillOf(value: unknown): (present: unknown) => unknown {
  if (isPlainObject(value)) {
    const fill = compileFill(value)
    return (present) => filledBy(fill, isPlainObject(present) ? present : {})
  }
  if (Array.isArray(value)) {
    const fills = value.map((item) => (isPlainObject(item) ? compileFill(item) : undefined))
    return (present) =>
      Array.isArray(present) ? fillItems(present, fills) : isBlank(present) ? structuredClone(value) : present
  }
  return (present) => (isBlank(present) ? value : present)
}

/** `prices[0].amount` is filled in a price without one; no item is added to a list that is there. */
const fillItems = (present: readonly unknown[], fills: readonly (Fill | undefined)[]): unknown[] =>
  present.map((item, at) => {
    const fill = fills[at]
    return fill !== undefined && isPlainObject(item) ? filledBy(fill, item) : item
  })
