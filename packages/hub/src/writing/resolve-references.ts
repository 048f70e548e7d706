import { mapRoles, roleTree } from '@duet/connec-client'
import { isPlainObject, type PlainRecord } from '@duet/core'
import type { WriteBuffer } from '../buffer/write-buffer.js'
import { collectionOf, rolesIn } from '../collections.js'
import type { PendingReference } from '../database/pending.js'
import type { Place } from '../stored-record.js'
import { incomingIds } from './incoming-ids.js'

export interface ResolvedReferences {
  readonly fields: PlainRecord
  /** What could not be resolved yet. */
  readonly pending: readonly PendingReference[]
}

/**
 * References as ids of the hub. An id array is looked up by the ids of applications in it; one nobody knows yet stays
 * as it is, until a record with that id appears. An empty text or null clears the reference.
 */
export async function resolveReferences(
  { ids }: WriteBuffer,
  { company, collection }: Place,
  fields: PlainRecord,
): Promise<ResolvedReferences> {
  const tree = roleTree(rolesIn(collection))
  const sought = soughtIn(collection, fields)
  const found = new Map<unknown, string>()
  const pending: PendingReference[] = []
  for (const [value, target] of sought) {
    const { connecId, entries } = incomingIds(value)
    const id = connecId ?? (await ids.ownerOf({ company, collection: target }, entries))
    if (id !== undefined) found.set(value, id)
    else pending.push(...entries.map((entry) => ({ ...entry, collection: target })))
  }
  const resolved = mapRoles(fields, tree, (value, role) => {
    if (role.kind !== 'reference') return value
    if (!Array.isArray(value)) return value ?? ''
    return found.get(value) ?? (value.length === 0 ? '' : incomingIds(value).entries)
  })
  return { fields: isPlainObject(resolved) ? resolved : {}, pending }
}

/** The id arrays among the references of a record, with the collection each leads to. */
export function soughtIn(collection: string, fields: PlainRecord): Map<unknown, string> {
  const sought = new Map<unknown, string>()
  mapRoles(fields, roleTree(rolesIn(collection)), (value, role) => {
    if (role.kind === 'reference' && Array.isArray(value)) sought.set(value, collectionOf(role.resource))
    return value
  })
  return sought
}
