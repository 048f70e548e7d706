import type { IdEntry } from '@duet/connec-client'
import { scopeOf } from '../database/ids.js'
import type { Place } from '../stored-record.js'
import type { WriteSession } from './write-session.js'

/**
 * Registers ids of a record. An id replaces the one of the same provider, realm and resource; an id that belonged to
 * another record moves here. Returns the entries that are new for this record.
 */
export async function registerIds(
  { buffer: { ids } }: WriteSession,
  place: Place,
  recordId: string,
  entries: readonly IdEntry[],
): Promise<IdEntry[]> {
  if (entries.length === 0) return []
  const known = (await ids.ofRecords(place.company, [recordId])).get(recordId) ?? []
  const added = entries.filter((entry) => !known.some((old) => isSame(old, entry)))
  for (const old of known) {
    const isSent = entries.some((entry) => isSame(entry, old))
    if (!isSent && added.some((entry) => isSameKind(entry, old))) ids.remove(place, old)
  }
  for (const entry of added) ids.take(place, recordId, entry)
  return added
}

const isSame = (a: IdEntry, b: IdEntry): boolean =>
  a.id === b.id && a.provider === b.provider && a.realm === b.realm

/** Whether two ids are of the same provider, realm and resource, of which a record has one. */
export const isSameKind = (a: IdEntry, b: IdEntry): boolean =>
  a.provider === b.provider && a.realm === b.realm && scopeOf(a.id) === scopeOf(b.id)
