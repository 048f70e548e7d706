import type { PlainRecord } from '@duet/core'

/** A record as the hub keeps it. */
export interface StoredRecord {
  readonly id: string
  readonly collection: string
  /** References are ids of the hub, or id arrays nobody could resolve yet; lines carry their id entries. */
  readonly fields: PlainRecord
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A collection of one company. */
export interface Place {
  readonly company: string
  readonly collection: string
}
