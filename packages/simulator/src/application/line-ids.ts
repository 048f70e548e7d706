import type { Fields } from './simulated-record.js'
import { isFields } from './values-at.js'

const elementsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** The elements of a list, each with an id: one keeps its id if the record had it, all others are new. */
export function withLineIds(
  sent: unknown,
  { present, newId }: { present: unknown; newId: () => string },
): Fields[] {
  const known = new Set(elementsOf(present).map(({ id }) => id))
  return elementsOf(sent).map((line) => ({
    ...line,
    id: typeof line.id === 'string' && known.delete(line.id) ? line.id : newId(),
  }))
}
