import type { Side } from '@duet/core'
import type { IdMap, PlannedChange } from '@duet/store'
import { hashOf, sameValue } from '../canonical.js'
import { flatten, type Image } from '../image.js'
import type { Considered } from '../plan/considered.js'
import type { SeenRecord } from '../seen-record.js'

/** A record as it is now on its side, and what it becomes on the other one. */
export interface InspectedRecord {
  readonly side: Side
  readonly resource: string
  readonly id: string
  readonly label: string
  readonly createdAt: Date | null
  readonly updatedAt: Date | null
  /** Its fields, flat: path → value. */
  readonly fields: Image
  /** Its mapped form, in the spelling of the other side; undefined where it could not be mapped. */
  readonly mapped: Image | undefined
  /** Whether its receipt still fits: null where there is none, or the record could not be mapped. */
  readonly asAgreed: boolean | null
  /** What it changed since both sides last agreed, in its mapped form; empty where nothing was agreed. */
  readonly changed: readonly PlannedChange[]
}

/** What is known of one record and its counterpart, and what a synchronization would do with them now. */
export interface InspectedPair {
  readonly entity: string
  readonly connecResource: string
  readonly externalResource: string
  /** The ids that belong together and what was last agreed; undefined for a record that is not shared. */
  readonly idMap: IdMap | undefined
  readonly connec: InspectedRecord | undefined
  readonly external: InspectedRecord | undefined
  /** What would be done, by the side the record was read from, in words. */
  readonly outcomes: readonly InspectedOutcome[]
  /** What cannot be told, in words. */
  readonly notes: readonly string[]
}

/** What a synchronization would do with the record of a side. */
export interface InspectedOutcome {
  readonly side: Side
  /** `create`, `update`, `unchanged`, `skip`, `park`, `fail`. */
  readonly kind: string
  readonly words: string
  /** Fields a write changes, in the spelling of the side written to. */
  readonly changes: readonly PlannedChange[]
}

export function inspectedRecord(
  record: SeenRecord,
  { considered, idMap }: { considered: Considered | undefined; idMap: IdMap | undefined },
): InspectedRecord {
  const { side, resource, id, label, createdAt, updatedAt } = record
  const receipt = idMap?.receipts[side] ?? null
  const isAgreed = receipt === null || considered === undefined ? null : hashOf(considered.image) === receipt
  return {
    ...{ side, resource, id, label, createdAt, updatedAt },
    fields: flatten(record.fields),
    mapped: considered?.image,
    asAgreed: isAgreed,
    changed: changedSince(idMap?.base?.[side], considered?.image),
  }
}

function changedSince(base: Image | undefined, now: Image | undefined): PlannedChange[] {
  if (base === undefined || now === undefined) return []
  return [...new Set([...Object.keys(base), ...Object.keys(now)])]
    .filter((field) => !sameValue(base[field], now[field]))
    .map((field) => ({ field, before: base[field] ?? null, after: now[field] ?? null }))
}
