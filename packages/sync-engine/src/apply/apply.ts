import {
  type Cursor,
  DuplicateIdError,
  type NewConflict,
  type NewIntent,
  type PendingRecord,
} from '@duet/store'
import type { Pairing } from '../page/pairing.js'
import type { ReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { refuseClaimedIds, refuseTwins } from './claimed-ids.js'
import { conflictRows } from './conflict-rows.js'
import { writeToConnec } from './connec-writes.js'
import { writeToExternal } from './external-writes.js'
import { hasEnded, intentsFor } from './intent-rows.js'
import { commit, noChanges, type PageChanges } from './page-changes.js'
import { settle } from './settle.js'
import { type Work, writesFrom } from './work.js'

/** What comes with the works of a page. */
export interface Applying {
  readonly ids: ReferenceIds
  readonly leaveOut: boolean
  pendingOf(pairing: Pairing, record: SeenRecord): PendingRecord | undefined
  /** Changes beside the works, committed with them. */
  readonly beside?: (changes: PageChanges) => void
  /** Looks at what was done just before it is committed. */
  readonly after?: (changes: PageChanges) => Promise<void>
  /** Saved when nothing stopped: what was not sent is read again. */
  readonly reached?: Cursor | undefined
}

/**
 * Carries out the plans of a page: intents and lost values first, then the requests, then everything that follows from
 * them in one transaction. Throws `RunStop`, after the commit of what was done, when the run must not go on.
 */
export async function apply(run: EntityRun, works: readonly Work[], applying: Applying): Promise<void> {
  const intended = intentsFor(run, works)
  await foretell(run, {
    intents: intended.map(({ intent }) => intent),
    conflicts: conflictRows(run, works, 'decided'),
  })
  const stop =
    (await writeToConnec(run, writesFrom(works, 'external'))) ??
    (await writeToExternal(run, writesFrom(works, 'connec')))
  refuseTwins(works)
  const settled = async () => {
    const changes = changesOf(run, works, applying)
    for (const one of intended) if (hasEnded(one)) changes.closeIntents.push(one.intent.id)
    await applying.after?.(changes)
    if (applying.reached !== undefined && stop === undefined) changes.cursors.push(applying.reached)
    return changes
  }
  try {
    await commit(run, await settled())
  } catch (error) {
    // The database knows of claimed ids by itself: only when it refuses one is it asked which.
    if (!(error instanceof DuplicateIdError) || !(await refuseClaimedIds(run, works))) throw error
    await commit(run, await settled())
  }
  if (stop !== undefined) throw stop
}

/** What follows from the works, to be committed together. */
function changesOf(run: EntityRun, works: readonly Work[], applying: Applying): PageChanges {
  const changes = noChanges()
  applying.beside?.(changes)
  for (const work of works)
    settle(run, work, {
      ...applying,
      changes,
      pendingOf: (one, record) => applying.pendingOf(one.pairing, record),
    })
  return changes
}

/** What must be known should this process be killed while it writes. */
async function foretell(
  { context }: EntityRun,
  { intents, conflicts }: { intents: readonly NewIntent[]; conflicts: readonly NewConflict[] },
): Promise<void> {
  if (intents.length + conflicts.length === 0) return
  await context.store.transaction(async (tx) => {
    await tx.runs.assertHeld(context.run.id, context.run.lease.token)
    await tx.intents.open(intents)
    await tx.conflicts.add(conflicts)
  })
}
