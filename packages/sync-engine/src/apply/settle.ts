import { otherSide } from '@duet/core'
import type { IdMap, PendingRecord } from '@duet/store'
import { announcementFor } from '../announcement/announcement-row.js'
import { hashOf } from '../canonical.js'
import { isToBePutAway } from '../deletion/to-be-put-away.js'
import { recordsOf } from '../page/pairing.js'
import { isWrite } from '../plan/operation.js'
import type { ReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { conflictRows } from './conflict-rows.js'
import { idMapAfter } from './id-map-after.js'
import { outcomeOf, type RecordOutcome } from './outcome-of.js'
import { count, type PageChanges } from './page-changes.js'
import { failedRow, type Kept, parkedRow, pendingKey } from './pending-row.js'
import type { Work } from './work.js'
import type { WriteResult } from './write-result.js'

/** What settling needs to know beside the work. */
export interface Settling {
  readonly changes: PageChanges
  readonly ids: ReferenceIds
  /** Records are tried without some of their references: what is parked stays so. */
  readonly leaveOut: boolean
  pendingOf(work: Work, record: SeenRecord): PendingRecord | undefined
}

/** Turns what became of one pair into rows: id map, ledger, traces, inbox, conflicts, announcements. */
export function settle(run: EntityRun, work: Work, settling: Settling): void {
  const { changes, ids } = settling
  const after = idMapAfter(run, work, ids)
  for (const record of recordsOf(work.pairing)) {
    countWrite(run, work, { record, changes })
    const outcome = outcomeOf(work, record.side)
    if (outcome !== undefined) settleRecord(run, { work, record, outcome, idMap: after?.idMap }, settling)
  }
  if (after === undefined) return
  if (after.isChanged) changes.idMaps.set(after.idMap.id, after.idMap)
  changes.conflicts.push(...conflictRows(run, [work], 'open'))
  const announcement = announcementFor(run, work, { idMap: after.idMap, answered: after.answers.external })
  if (announcement !== undefined) changes.announcements.push(announcement)
}

function countWrite(
  run: EntityRun,
  { plan, results }: Work,
  { record, changes }: { record: SeenRecord; changes: PageChanges },
): void {
  const operation = plan[record.side]
  if (isWrite(operation) && wasSent(results[record.side]))
    count(changes, run, { side: otherSide(record.side), outcome: 'wrote', reason: operation.kind })
}

const wasSent = (result: WriteResult | undefined): boolean =>
  result !== undefined && (result.kind !== 'unsent' || result.refused)

interface Settled {
  readonly work: Work
  readonly record: SeenRecord
  readonly outcome: RecordOutcome
  /** As the work leaves it. */
  readonly idMap: IdMap | undefined
}

function settleRecord(run: EntityRun, settled: Settled, settling: Settling): void {
  const { outcome, reason } = settled.outcome
  count(settling.changes, run, { side: settled.record.side, outcome, reason })
  if (outcome !== 'unchanged') settling.changes.traces.push(traceOf(run, settled))
  keep(run, settled, settling)
}

/** The inbox: failed and parked records go in, what was done goes out. */
function keep(run: EntityRun, { work, record, outcome }: Settled, settling: Settling): void {
  const { changes, leaveOut } = settling
  const before = settling.pendingOf(work, record)
  const kept = () => keptOf(work, record, before)
  if (outcome.failure !== undefined) changes.pending.push(failedRow(run, kept(), outcome.failure))
  else if (outcome.missing !== undefined) changes.pending.push(parkedRow(run, kept(), outcome.missing))
  else if (before !== undefined && !outcome.leavesPending && !staysKept(before, outcome, leaveOut))
    changes.noLongerPending.push(pendingKey(run, kept()))
}

/** What is parked is only tried without its reference; whoever puts a counterpart away sees to its note. */
const staysKept = (before: PendingRecord, { reason }: RecordOutcome, leaveOut: boolean): boolean =>
  before.state === 'parked' ? leaveOut : reason === 'archived' && isToBePutAway(before)

function keptOf({ pairing, input }: Work, record: SeenRecord, before: PendingRecord | undefined): Kept {
  const { side, id, label } = record
  const image = input[side]?.image
  return {
    pair: pairing.prepared.pair,
    side,
    id,
    label,
    before,
    payload: () => record.payload(),
    fingerprint: image === undefined ? '' : hashOf(image),
  }
}

function traceOf({ context, entity }: EntityRun, { work, record, outcome, idMap }: Settled) {
  const { pairing } = work
  const { connecId = null, externalId = null } = idMap ?? pairing.idMap ?? {}
  return {
    linkId: context.link.id,
    runId: context.run.id,
    entity: entity.name,
    pair: pairing.prepared.pair,
    side: record.side,
    connecId: pairing.connec?.id ?? connecId,
    externalId: pairing.external?.id ?? externalId,
    at: context.clock(),
    outcome: outcome.outcome,
    reason: outcome.reason,
    detail: outcome.detail,
  }
}
