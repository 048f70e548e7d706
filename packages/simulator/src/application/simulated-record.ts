import type { StoredRecord } from '../resource-store.js'

/** A record of any collection, as a simulator keeps it. */
export interface SimulatedRecord extends StoredRecord {
  /** The caller's own key, where the collection has an upsert. */
  key?: string | null
  /** Set by `DELETE` where deleted records stay: lists still show the record, everything else answers 404. */
  archived?: boolean
  [field: string]: unknown
}

/** Fields of a record as JSON. */
export type Fields = Readonly<Record<string, unknown>>
