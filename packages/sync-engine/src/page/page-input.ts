import type { Cursor, PendingRecord, StagedKey } from '@duet/store'
import type { SeenRecord, UnreadRecord } from '../seen-record.js'

/** Records to be worked on together. */
export interface PageInput {
  readonly seen: readonly SeenRecord[]
  readonly unread: readonly UnreadRecord[]
  /** Records that were kept and are taken up again. */
  readonly retried?: readonly PendingRecord[] | undefined
  /** Where rivals are looked for. */
  readonly rivals: 'staged' | 'read' | 'none'
  /** References that cannot be translated are left out: how a cycle is broken. */
  readonly leaveOut?: boolean | undefined
  /** Staged records that are done with when the page is. */
  readonly consumed?: readonly StagedKey[] | undefined
  /** Where a first reading has got to once the page is done. */
  readonly reached?: Cursor | undefined
}
