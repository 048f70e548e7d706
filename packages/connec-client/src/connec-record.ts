import type { InvalidRecordError, PlainRecord } from '@duet/core'
import type { MissingReference, UnfoldedReference } from './references.js'

/** A record of the hub, in our ids. */
export interface ConnecRecord {
  /** The hub's id. */
  readonly id: string
  /** Our ids of it as stored at the hub, with their scope: `21`, `lead:21`. */
  readonly externalIds: readonly string[]
  /**
   * The record as its schema promises. References and line ids are ours, as stored at the hub; absent where there is
   * none of ours, null where the hub has none at all.
   */
  readonly fields: PlainRecord
  readonly references: readonly UnfoldedReference[]
  /** References to records of the hub that have no id of ours yet. */
  readonly missing: readonly MissingReference[]
  /** The hub's ids of the lines, lines in their places: `{ lines: [{ id: […] }] }`; for `mergeLineIds`. */
  readonly lineIds: PlainRecord
  readonly createdAt: Date | null
  readonly updatedAt: Date | null
}

/** A record that is not what its schema promises; its page goes on without it. */
export interface ReadFailure {
  /** The hub's id, where it could be read. */
  readonly id: string | null
  readonly error: InvalidRecordError
}

/** Some records of a list. */
export interface ConnecPage {
  readonly records: readonly ConnecRecord[]
  readonly failures: readonly ReadFailure[]
}
