import { isPlainObject } from '@duet/core'
import { isoSeconds } from '@duet/simulator'
import type { StoredRecord } from '../stored-record.js'

/** What a condition can look at. */
export type Looked = Pick<StoredRecord, 'id' | 'fields' | 'createdAt' | 'updatedAt'>

/** A value of a record by its path: `email.address`, `_id`, `updated_at`. */
export function valueAt(record: Looked, path: string): unknown {
  if (path === '_id' || path === 'id') return record.id
  if (path === 'created_at') return isoSeconds(new Date(record.createdAt))
  if (path === 'updated_at') return isoSeconds(new Date(record.updatedAt))
  return fieldAt(record.fields, path)
}

/** The same within the fields. */
export function fieldAt(fields: unknown, path: string): unknown {
  let value = fields
  for (const key of path.split('.')) value = isPlainObject(value) ? value[key] : undefined
  return value
}
