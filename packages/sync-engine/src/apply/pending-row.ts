import type { Json, Side } from '@duet/core'
import type { MissingReference, NewPendingRecord, Pair, PendingKey, PendingRecord } from '@duet/store'
import { explainMissing } from '../explain.js'
import type { EntityRun } from '../run-context.js'
import { type Failure, nextAttempt } from './failure.js'

/** A record that is kept to be tried again. */
export interface Kept {
  readonly pair: Pair
  readonly side: Side
  readonly id: string
  readonly label: string | null
  payload(): Json
  readonly fingerprint: string
  /** What is kept of it so far. */
  readonly before: PendingRecord | undefined
}

export const pendingKey = (
  { context }: EntityRun,
  { pair, side, id }: Omit<Kept, 'before'> | Kept,
): PendingKey => ({
  linkId: context.link.id,
  pair,
  side,
  recordId: id,
})

/** The row of a record that failed. */
export function failedRow(run: EntityRun, kept: Kept, failure: Failure): NewPendingRecord {
  const now = run.context.clock()
  const { before } = kept
  const attempts = before?.fingerprint === kept.fingerprint ? before.attempts + 1 : 1
  return {
    ...rowOf(run, kept, now),
    ...failure,
    ...nextAttempt(failure, { attempts, now }),
    missing: null,
    attempts,
  }
}

/** The row of a record that waits for another one. */
export function parkedRow(run: EntityRun, kept: Kept, missing: MissingReference): NewPendingRecord {
  return {
    ...rowOf(run, kept, run.context.clock()),
    state: 'parked',
    class: 'missing_reference',
    message: explainMissing(missing),
    field: null,
    missing,
    attempts: kept.before?.attempts ?? 0,
    nextAttemptAt: null,
  }
}

function rowOf(run: EntityRun, kept: Kept, now: number) {
  const { label, payload, fingerprint, before } = kept
  return {
    ...pendingKey(run, kept),
    entity: run.entity.name,
    label,
    payload: payload(),
    fingerprint,
    firstAt: before?.firstAt ?? now,
    lastAt: now,
  }
}
