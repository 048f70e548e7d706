import type { Checkpoint } from './checkpoint.js'
import type { Http } from './http.js'
import type { PlainRecord } from './json.js'

/** Names one record of the application. */
export interface RecordName<Name extends string = string> {
  readonly resource: Name
  readonly id: string
}

/** A record of the application that has become another one there: a lead that was converted, one that was merged. */
export interface Move<Name extends string = string> {
  readonly from: RecordName<Name>
  readonly to: RecordName<Name>
}

/** What moves are told from. */
export interface MovesOptions<Fields = PlainRecord> {
  /** Records of a page, as mappers see them. */
  readonly records: readonly Fields[]
  /** Those of them that no pair has yet; what a record was converted into is among them, sooner or later. */
  readonly fresh: readonly Fields[]
  /** Records a page of a log, as far as the API allows. */
  readonly pageSize: number
  /** Where a log of moves is read on; handing it to `http.pages` is all it takes. The page it names comes once more. */
  readonly checkpoint: Checkpoint
}

/** Pages of moves. The same one may come again. */
export type ListMoves<Fields = PlainRecord, Name extends string = string> = (
  http: Http,
  options: MovesOptions<Fields>,
) => AsyncIterable<readonly Move<Name>[]>
