import { readRecord } from '@duet/connec-client'
import { InvalidRecordError } from '@duet/core'
import { resourceOf } from '../collections.js'
import { HubRefusal } from '../hub-refusal.js'
import type { StoredRecord } from '../stored-record.js'

/** Nobody's ids: validation does not care whose a reference is. */
const nobody = { provider: '', realm: '' }

/** Refuses (400) a record that does not fit the schema of its collection. */
export function validate({ id, collection, fields }: StoredRecord): void {
  const resource = resourceOf(collection)
  if (resource === undefined) return
  try {
    readRecord(resource, { ...fields, id }, nobody)
  } catch (error) {
    if (!(error instanceof InvalidRecordError)) throw error
    throw new HubRefusal(400, 'Validation failed', `${error.path} is invalid`)
  }
}
