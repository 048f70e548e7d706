import { isBlank, isPlainObject, type PlainRecord } from '@duet/core'

/** The draft without what is empty, which does not travel in a create. */
export function withoutBlanks(draft: PlainRecord): PlainRecord {
  const kept: [string, unknown][] = []
  for (const [key, value] of Object.entries(draft)) {
    const inner = isPlainObject(value) ? withoutBlanks(value) : value
    if (!isBlank(inner) && !(isPlainObject(inner) && Object.keys(inner).length === 0)) kept.push([key, inner])
  }
  return Object.fromEntries(kept)
}
