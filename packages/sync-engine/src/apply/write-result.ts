import type { ConnecRecord } from '@duet/connec-client'
import type { SeenRecord } from '../seen-record.js'

/** How a write ended. */
export type WriteResult =
  | {
      readonly kind: 'written'
      /** The record's id on the side written to. */
      readonly id: string
      /** The record as that side now has it, if it said so. */
      readonly answer: SeenRecord | undefined
      /** The same as the hub client read it, for writes to the hub. */
      readonly hubRecord?: ConnecRecord | undefined
    }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** The run stopped before it was its turn, or at it: `refused` was sent, and turned away with the whole account. */
  | { readonly kind: 'unsent'; readonly refused: boolean }

/** The other side answered a create with a record that is paired already. */
export class AlreadyPairedError extends Error {
  override readonly name = 'AlreadyPairedError'
}
