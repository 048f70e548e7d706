import type { Side } from '@duet/core'
import type { PendingRecord } from '@duet/store'
import type { PageChanges } from '../apply/page-changes.js'
import type { Work } from '../apply/work.js'
import type { EntityRun } from '../run-context.js'

/** A page as far as it was planned. */
export interface PlannedPage {
  readonly works: readonly Work[]
  /** What of the page never becomes a pair. */
  readonly beside: PageChanges
  /** Records that were kept and are taken up again. */
  readonly retried: readonly PendingRecord[]
  /** Plans works that wait for a reference once more, without it. */
  withoutReferences(parked: readonly Work[]): Promise<readonly Work[]>
}

/** Takes plans instead of having them applied: what makes a run a dry one. */
export interface PagePlanner {
  take(run: EntityRun, page: PlannedPage): Promise<void>
  /** Takes how many pairs would end because the record of a side is gone. */
  lose?(run: EntityRun, gone: { side: Side; count: number }): void
}
