import type { Side } from '@duet/core'
import type { Pairing } from '../page/pairing.js'
import { type CreateOperation, isWrite, type WriteOperation } from '../plan/operation.js'
import type { Plan } from '../plan/plan.js'
import type { PlanInput } from '../plan/plan-input.js'
import type { WriteResult } from './write-result.js'

/** One pair of a page on its way: what was read, what was decided, how the writes ended. */
export interface Work {
  readonly pairing: Pairing
  readonly input: PlanInput
  readonly plan: Plan
  /** By the side the record was read from. */
  readonly results: Partial<Record<Side, WriteResult>>
}

/** A write of a page. */
export interface PlannedWrite {
  readonly work: Work
  readonly operation: WriteOperation
}

/** A create of a page. */
export interface PlannedCreate {
  readonly work: Work
  readonly operation: CreateOperation
}

/** The writes of a page that start from records of `side`. */
export const writesFrom = (works: readonly Work[], side: Side): PlannedWrite[] =>
  works.flatMap((work) => {
    const operation = work.plan[side]
    return isWrite(operation) ? [{ work, operation }] : []
  })
