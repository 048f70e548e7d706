import type { StoredRecord } from '@duet/simulator'

/** A record of any collection, as the simulator keeps it. */
export interface ExampleRecord extends StoredRecord {
  id: string
  /** The caller's own key, from `PUT /<collection>/by-key/<key>`. */
  key?: string | null
  /** Set by `DELETE`: lists still show the record, everything else answers 404. */
  archived?: boolean
  [field: string]: unknown
}
