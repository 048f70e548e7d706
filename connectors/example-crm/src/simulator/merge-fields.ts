type Fields = Readonly<Record<string, unknown>>

/**
 * How the API applies a write: an absent field stays, null empties it, an object is merged, a list is replaced.
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

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
