import type { AnyConnecResource, DuetError, PlainRecord } from '@duet/core'
import type { ConnecRecord } from './connec-record.js'

/** One change at the hub. Drafts hold decoded values, references and line ids as ours; absent fields stay as they are. */
export type ConnecWrite = ConnecCreate | ConnecUpdate | ConnecAnnouncement

/** Creates the record, or updates the one the hub knows under our id or finds by `match`. */
export interface ConnecCreate {
  readonly kind: 'create'
  readonly resource: AnyConnecResource
  readonly fields: PlainRecord
  /** Our id of it, with its scope. */
  readonly externalId: string
  /** Groups of fields by which the hub merges into a record that has no id of ours. */
  readonly match?: readonly (readonly string[])[] | undefined
}

/** Changes the given fields. */
export interface ConnecUpdate {
  readonly kind: 'update'
  readonly resource: AnyConnecResource
  readonly connecId: string
  readonly fields: PlainRecord
  /** Registers our id as well. */
  readonly externalId?: string | undefined
  /** Registers ids of its lines as well; from `mergeLineIds`. */
  readonly lines?: PlainRecord | undefined
}

/** Registers our id of a record, and of its lines, and changes nothing else. */
export interface ConnecAnnouncement {
  readonly kind: 'announce'
  readonly resource: AnyConnecResource
  readonly connecId: string
  readonly externalId: string
  /** From `mergeLineIds`. */
  readonly lines?: PlainRecord | undefined
}

export type ConnecWriteResult =
  | {
      readonly ok: true
      readonly status: number
      /** True when a create met a record the hub already had: under our id, or by `match`. */
      readonly merged: boolean
      /** Another than was asked for when the hub has merged the record into that one since. */
      readonly connecId: string
      readonly externalIds: readonly string[]
      /** The record as the hub now has it; undefined when the answer did not carry it. */
      readonly record: ConnecRecord | undefined
    }
  | { readonly ok: false; readonly error: DuetError }
