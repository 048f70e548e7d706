import type { Side } from '@duet/core'
import { otherSide } from '@duet/core'
import type { IdMap, LedgerEntry, PendingRecord } from '@duet/store'
import type { Failure } from '../apply/failure.js'
import { commit, count, noChanges } from '../apply/page-changes.js'
import { failedRow } from '../apply/pending-row.js'
import { endedBy } from '../page/find-rivals.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { archiveOthers } from './archive-others.js'
import { TO_BE_PUT_AWAY } from './to-be-put-away.js'

/** Pairs of which the record of one side is known to be gone. */
export interface GonePairs {
  readonly prepared: PreparedMapper
  /** The side that lost its record. */
  readonly side: Side
  readonly idMaps: readonly IdMap[]
  /** What happened to a record, where it is more than that it is gone. */
  readonly what?: ((idMap: IdMap) => string | undefined) | undefined
  /** Pairs that could not be ended before, and are tried again. */
  readonly retried?: readonly PendingRecord[] | undefined
  /** The other records are known to have been edited. */
  readonly isEdited?: boolean | undefined
}

/** How a pair ended. */
export interface PairEnd {
  readonly idMap: IdMap
  readonly outcome: LedgerEntry['outcome']
  readonly reason: string
  readonly words: string
  /** Whether the other record was written to. */
  readonly wrote: boolean
  /** Why the other record could not be put away. */
  readonly failure?: Failure | undefined
}

/** Ends a page of pairs, putting the other records away where the entity says so. Throws `RunStop` like any write. */
export async function endPairs(run: EntityRun, gone: GonePairs): Promise<void> {
  const living = gone.idMaps.filter(({ inactive }) => !inactive)
  if (living.length === 0) return
  const ends = await archiveOthers(run, { ...gone, idMaps: living })
  const changes = noChanges()
  const { link, run: synchronization, clock } = run.context
  for (const { idMap, outcome, reason, words, wrote, failure } of ends) {
    const { connecId, externalId } = idMap
    if (outcome !== 'failed') {
      changes.idMaps.set(idMap.id, { ...endedBy(run, idMap, gone.side), message: words })
      const key = { linkId: link.id, pair: gone.prepared.pair, side: gone.side }
      changes.noLongerPending.push({ ...key, recordId: idOn(idMap, gone.side) ?? '' })
    }
    if (wrote) count(changes, run, { side: otherSide(gone.side), outcome: 'wrote', reason: 'archive' })
    if (failure !== undefined) changes.pending.push(waitingRow(run, gone, { idMap, failure }))
    if (outcome === 'failed') count(changes, run, { side: gone.side, outcome, reason })
    changes.traces.push({
      linkId: link.id,
      runId: synchronization.id,
      entity: run.entity.name,
      pair: gone.prepared.pair,
      side: gone.side,
      connecId,
      externalId,
      at: clock(),
      outcome,
      reason,
      detail: words,
    })
  }
  await commit(run, changes)
}

/** A record that could not be put away is tried again like any other that failed. */
function waitingRow(
  run: EntityRun,
  { prepared, side, retried = [] }: GonePairs,
  { idMap, failure }: { idMap: IdMap; failure: Failure },
) {
  const id = idOn(idMap, side) ?? ''
  const before = retried.find((row) => row.side === side && row.recordId === id)
  const kept = { pair: prepared.pair, side, id, label: idMap.label, payload: () => null, before }
  return failedRow(run, { ...kept, fingerprint: TO_BE_PUT_AWAY }, failure)
}
