import type { Fields } from './simulated-record.js'
import { isFields } from './values-at.js'

/**
 * How a write is applied: an absent field stays, null empties it, an object is merged, a list is replaced.
 *
 * @example mergeFields({ address: { city: 'Oslo', state: null } }, { address: { city: 'Bergen' } })
 */
export function mergeFields(target: Fields, changes: Fields): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...target }
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) continue
    merged[field] = isFields(value) ? mergeFields(fieldsOf(merged[field]), value) : value
  }
  return merged
}

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
