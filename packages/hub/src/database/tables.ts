import type { Database } from '@duet/store'

/** One record, its fields as JSON: references are ids of the hub, lines carry their id entries. */
export interface RecordRow {
  company: string
  collection: string
  /** Sorted as text, ids are in order of creation. */
  id: string
  code: string | null
  fields: string
  createdAt: number
  updatedAt: number
}

/** One id by which an application knows a record. */
export interface IdRow {
  company: string
  collection: string
  provider: string
  realm: string
  externalId: string
  /** The resource of that application, where several share the collection: `lead` of `lead:21`. */
  scope: string
  recordId: string
}

/** A reference to a record that nobody has sent yet. */
export interface PendingRow {
  company: string
  /** Of the record that is waited for. */
  collection: string
  provider: string
  realm: string
  externalId: string
  /** The record that refers to it. */
  recordCollection: string
  recordId: string
}

export interface SequenceRow {
  company: string
  name: string
  value: number
}

export interface HubTables {
  hubRecords: RecordRow
  hubIds: IdRow
  hubPending: PendingRow
  hubSequences: SequenceRow
}

export type HubDatabase = Database<HubTables>
