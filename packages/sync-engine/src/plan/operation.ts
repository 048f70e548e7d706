import type { Json, PlainRecord, Side } from '@duet/core'
import type { FailureClass, MissingReference } from '@duet/store'
import type { Image } from '../image.js'

/** Why a record was left alone, in a word; `explain` says it in a sentence. */
export type SkipReason =
  | 'direction_off'
  | 'push_off'
  | 'update_off'
  | 'create_off'
  | 'opted_out'
  | 'not_shared'
  | 'filtered'
  | 'archived'
  | 'moved'
  | 'before_history_limit'
  | 'inactive'
  | 'lost_conflict'
  | 'open_conflict'
  | 'quarantined'
  | 'back_off'
  | 'mass_change'

/** What is decided about one record under one mapper. `side` is the side it was read from. */
export type Operation =
  | {
      readonly kind: 'create'
      readonly side: Side
      readonly draft: PlainRecord
      /** The draft, flat and canonical. */
      readonly image: Image
      readonly leaves: readonly string[]
    }
  | {
      readonly kind: 'update'
      readonly side: Side
      readonly draft: PlainRecord
      readonly leaves: readonly string[]
    }
  | { readonly kind: 'unchanged'; readonly side: Side }
  | { readonly kind: 'skip'; readonly side: Side; readonly reason: SkipReason }
  | { readonly kind: 'park'; readonly side: Side; readonly missing: MissingReference }
  | {
      readonly kind: 'fail'
      readonly side: Side
      readonly class: FailureClass
      readonly message: string
      readonly field: string | null
    }

export type WriteOperation = Extract<Operation, { kind: 'create' | 'update' }>
export type CreateOperation = Extract<Operation, { kind: 'create' }>

export const isWrite = (operation: Operation | undefined): operation is WriteOperation =>
  operation?.kind === 'create' || operation?.kind === 'update'

/** Both sides changed one group of fields. */
export interface PlannedConflict {
  /** Name of the field group. */
  readonly field: string
  readonly base: Json
  readonly connecValue: Json
  readonly externalValue: Json
  readonly policy: string
  /** Null while a person has to decide. */
  readonly winner: Side | null
}
