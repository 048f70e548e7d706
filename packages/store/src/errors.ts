import { DuetError, type Side } from '@duet/core'
import type { Pair } from './pair.js'

/** The root of everything the store raises on purpose; the kinds below say what happened. */
export class StoreError extends DuetError {}

/** What a clash of ids is about. */
export interface DuplicateId {
  linkId: string
  pair: Pair
  /** The side whose id is taken. */
  side: Side
  id: string
}

/** A second record claims an id that another id map of the same link and pair already holds. */
export class DuplicateIdError extends StoreError {
  readonly linkId: string
  readonly pair: Pair
  readonly side: Side
  readonly recordId: string

  constructor({ linkId, pair, side, id }: DuplicateId, cause?: unknown) {
    super(
      `Failed to save an id map: the ${side} id "${id}" of ${pair.connec} ↔ ${pair.external} already belongs to another id map of link ${linkId}. ` +
        'Read that id map with `byConnecIds` or `byExternalIds` and update it, or report the record as duplicate_id.',
      { cause, code: 'duplicate_id' },
    )
    this.linkId = linkId
    this.pair = pair
    this.side = side
    this.recordId = id
  }
}

/** The external account is already linked, to this company or to another one. */
export class AccountAlreadyLinkedError extends StoreError {
  constructor(account: { connector: string; accountId: string | null }, cause?: unknown) {
    super(
      `Failed to link account "${account.accountId}" of ${account.connector}: it is already linked. ` +
        'Unlink it where it is linked now, or sign in to the application with another account.',
      { cause },
    )
  }
}

/** A row with this identity is already there. */
export class AlreadyExistsError extends StoreError {}

/** Another worker took the run over, or it has ended: nothing more may be written in its name. */
export class LeaseLostError extends StoreError {
  constructor(runId: string) {
    super(
      `Failed to go on with run ${runId}: its lease is lost, because the run has ended or another worker took it over. ` +
        'Stop this run; the work is taken up by the next one.',
    )
  }
}

/** The file is damaged, or is no SQLite database; it was not changed. */
export class DatabaseCorruptError extends StoreError {}

/** The database cannot be reached or opened at all. */
export class DatabaseUnreachableError extends StoreError {}

/** The database was written by a newer version of this program. */
export class DatabaseTooNewError extends StoreError {}

/** The outer store was called inside a transaction, where only the `tx` handed to the work sees the changes. */
export class OutsideTransactionError extends StoreError {
  constructor() {
    super(
      'Failed to use the store: it was called inside one of its own transactions, where it would wait for itself for ever. ' +
        'Call the `tx` that `transaction(async (tx) => …)` hands to the work.',
    )
  }
}
