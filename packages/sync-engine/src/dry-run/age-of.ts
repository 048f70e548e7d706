import type { Side } from '@duet/core'
import type { Work } from '../apply/work.js'
import { bornAt } from '../plan/eligibility.js'
import { isWrite } from '../plan/operation.js'
import type { PlanPolicy } from '../plan/plan-input.js'

interface Ages {
  /** The history limit that holds now; undefined when the plan is not about another one. */
  readonly historyLimitNow: number | null | undefined
  readonly policy: PlanPolicy
}

/**
 * How a plan with another history limit differs for a record: `added` is shared only with the new one, `left` is shared
 * already and would no longer be kept equal (a pair counts once, though both its records are read).
 */
export function ageOf(
  work: Work,
  side: Side,
  { historyLimitNow, policy }: Ages,
): 'added' | 'left' | undefined {
  if (historyLimitNow === undefined) return undefined
  const considered = work.input[side]
  const operation = work.plan[side]
  if (considered === undefined || operation === undefined) return undefined
  const born = bornAt(work.input, considered)
  if (operation.kind === 'create' && historyLimitNow !== null && born < historyLimitNow) return 'added'
  const isPaired = work.pairing.idMap?.connecId != null && work.pairing.idMap.externalId != null
  const wasShared = historyLimitNow === null || born >= historyLimitNow
  const leaves =
    !isWrite(operation) && operation.kind === 'skip' && operation.reason === 'before_history_limit'
  const countsPair = side === 'external' || !policy.directions.toConnec
  return isPaired && wasShared && leaves && countsPair ? 'left' : undefined
}
