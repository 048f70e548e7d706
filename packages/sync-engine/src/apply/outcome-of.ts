import { EntityNotFoundError, type Side } from '@duet/core'
import type { LedgerEntry, MissingReference } from '@duet/store'
import { explainMissing, explainSkip, explainWrite } from '../explain.js'
import { isWrite, type Operation } from '../plan/operation.js'
import { type Failure, failureOf } from './failure.js'
import type { Work } from './work.js'
import type { WriteResult } from './write-result.js'

/** What became of one record. */
export interface RecordOutcome {
  readonly outcome: Exclude<LedgerEntry['outcome'], 'wrote'>
  readonly reason: string
  /** In words; null where nothing needs saying. */
  readonly detail: string | null
  /** Kept to be tried again. */
  readonly failure?: Failure | undefined
  /** Kept to wait. */
  readonly missing?: MissingReference | undefined
  /** What is kept of the record stays as it is. */
  readonly leavesPending?: boolean | undefined
}

/** Reads the outcome of the record of `side`; undefined when the run stopped before it was its turn. */
export function outcomeOf(work: Work, side: Side): RecordOutcome | undefined {
  const operation = work.plan[side]
  if (operation === undefined) return undefined
  if (!isWrite(operation)) return outcomeWithoutWrite(operation)
  const result = work.results[side]
  if (isUnsent(result)) return undefined
  if (result?.kind === 'failed')
    return isGone(work, side) ? skipped('inactive') : failed(failureOf(result.error))
  return { outcome: 'applied', reason: operation.kind, detail: explainWrite(operation) }
}

/** The run stopped before it was the write's turn: the record is read again in the next one. */
const isUnsent = (result: WriteResult | undefined): boolean =>
  result === undefined || result.kind === 'unsent'

/** The record was to be updated and is gone over there. */
export function isGone({ plan, results }: Work, side: Side): boolean {
  const result = results[side]
  return (
    plan[side]?.kind === 'update' && result?.kind === 'failed' && result.error instanceof EntityNotFoundError
  )
}

function outcomeWithoutWrite(operation: Exclude<Operation, { kind: 'create' | 'update' }>): RecordOutcome {
  switch (operation.kind) {
    case 'unchanged':
      return { outcome: 'unchanged', reason: '', detail: null }
    case 'skip':
      return skipped(operation.reason)
    case 'park':
      return {
        outcome: 'parked',
        reason: 'missing_reference',
        detail: explainMissing(operation.missing),
        missing: operation.missing,
      }
    case 'fail':
      return failed({ class: operation.class, message: operation.message, field: operation.field })
  }
}

const skipped = (reason: Parameters<typeof explainSkip>[0]): RecordOutcome => ({
  outcome: 'skipped',
  reason,
  detail: explainSkip(reason),
  leavesPending: reason === 'back_off',
})

const failed = (failure: Failure): RecordOutcome => ({
  outcome: 'failed',
  reason: failure.class,
  detail: failure.message,
  failure,
})
