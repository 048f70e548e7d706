import type { Side } from '@duet/core'
import type {
  Cursor,
  IdMap,
  LedgerEntry,
  NewAnnouncement,
  NewConflict,
  NewPendingRecord,
  PendingKey,
  StagedKey,
  StagedRecord,
  Trace,
} from '@duet/store'
import type { EntityRun } from '../run-context.js'

/** Everything one page changes in the store, committed together. */
export interface PageChanges {
  readonly idMaps: Map<string, IdMap>
  readonly closeIntents: string[]
  readonly announcements: NewAnnouncement[]
  readonly pending: NewPendingRecord[]
  readonly noLongerPending: PendingKey[]
  readonly conflicts: NewConflict[]
  readonly traces: Omit<Trace, 'id'>[]
  readonly ledger: LedgerEntry[]
  readonly restaged: StagedRecord[]
  readonly unstaged: StagedKey[]
  /** The checkpoint of a first reading. */
  readonly cursors: Cursor[]
}

export const noChanges = (): PageChanges => ({
  idMaps: new Map(),
  closeIntents: [],
  announcements: [],
  pending: [],
  noLongerPending: [],
  conflicts: [],
  traces: [],
  ledger: [],
  restaged: [],
  unstaged: [],
  cursors: [],
})

/** Counts one record, or one write. */
export function count(
  changes: PageChanges,
  { entity }: EntityRun,
  { side, outcome, reason = '' }: { side: Side; outcome: LedgerEntry['outcome']; reason?: string },
): void {
  const known = changes.ledger.find(
    (entry) => entry.side === side && entry.outcome === outcome && entry.reason === reason,
  )
  if (known === undefined) changes.ledger.push({ entity: entity.name, side, outcome, reason, count: 1 })
  else known.count += 1
}

/** Commits a page: all of it, and only while the run is still ours. */
export async function commit({ context, entity }: EntityRun, changes: PageChanges): Promise<void> {
  const { store, run, tally } = context
  const read = changes.ledger.reduce((sum, { outcome, count }) => sum + (outcome === 'wrote' ? 0 : count), 0)
  const progress = { entity: entity.name, side: tally.side, read: tally.read + read }
  await store.transaction(async (tx) => {
    await tx.runs.proceed(run.id, run.lease.token, progress)
    await tx.idMaps.save([...changes.idMaps.values()])
    await tx.intents.close(changes.closeIntents)
    await tx.announcements.add(changes.announcements)
    await tx.pending.remove(changes.noLongerPending)
    await tx.pending.save(changes.pending)
    await tx.conflicts.add(changes.conflicts)
    await tx.traces.add(changes.traces)
    await tx.staged.remove(changes.unstaged)
    await tx.staged.save(changes.restaged)
    await tx.cursors.save(changes.cursors)
    await tx.runs.record(run.id, changes.ledger)
  })
  if (changes.pending.length > 0) tally.keepsPending = true
  if (changes.pending.some(({ state }) => state !== 'parked')) tally.keepsFailed = true
  if (changes.announcements.length > 0) tally.keepsAnnouncements = true
  if (changes.restaged.length > 0) tally.keepsStaged = true
  tally.read += read
  tally.noted = JSON.stringify(progress)
}
