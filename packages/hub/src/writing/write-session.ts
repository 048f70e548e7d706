import type { WriteBuffer } from '../buffer/write-buffer.js'
import type { StoredRecord } from '../stored-record.js'
import type { FieldsChange, MatchIndex } from './match-index.js'

/** What writes of one transaction share. */
export interface WriteSession {
  readonly buffer: WriteBuffer
  readonly company: string
  /** The group that writes; undefined for nobody in particular. */
  readonly by: string | undefined
  /** Epoch milliseconds, whole seconds. */
  readonly now: number
  readonly matches: MatchIndex
  /** Every record written so far, for the index. */
  readonly written: FieldsChange[]
  /** Records whose attributes changed, for the other groups. */
  readonly changed: StoredRecord[]
}

/** What became of one write. */
export interface Written {
  /** 201 when the record is new. */
  readonly status: 200 | 201
  readonly record: StoredRecord
}
