import { otherSide, type Side } from '@duet/core'
import type { Considered } from './considered.js'
import type { Operation, SkipReason } from './operation.js'
import { INACTIVE_BY, type PlanInput } from './plan-input.js'

type Rule = (input: PlanInput, considered: Considered) => SkipReason | undefined

/** In this order; the first that objects is the reason. */
const rules: readonly Rule[] = [
  directionOff,
  pushOff,
  optedOut,
  archived,
  filtered,
  beforeHistoryLimit,
  inactive,
]

/** Why the record of one side does not travel at all, or undefined when it may. */
export function ineligible(input: PlanInput, considered: Considered): Operation | undefined {
  const { side } = considered.record
  for (const rule of rules) {
    const reason = rule(input, considered)
    if (reason !== undefined) return { kind: 'skip', side, reason }
  }
  return considered.missing && { kind: 'park', side, missing: considered.missing }
}

const directionOf = (side: Side) => (side === 'connec' ? 'toExternal' : 'toConnec')

function directionOff({ policy }: PlanInput, { record }: Considered): SkipReason | undefined {
  return policy.directions[directionOf(record.side)] ? undefined : 'direction_off'
}

function pushOff({ policy }: PlanInput, { record }: Considered): SkipReason | undefined {
  return policy.push[otherSide(record.side)] === false ? 'push_off' : undefined
}

function optedOut({ idMap }: PlanInput, { record }: Considered): SkipReason | undefined {
  return idMap?.optedOut[directionOf(record.side)] ? 'opted_out' : undefined
}

function archived(_input: PlanInput, { record }: Considered): SkipReason | undefined {
  return record.side === 'connec' && record.fields.status === 'ARCHIVED' ? 'archived' : undefined
}

function filtered({ filteredOut }: PlanInput, { record }: Considered): SkipReason | undefined {
  return record.side === 'connec' && filteredOut ? 'filtered' : undefined
}

/** Where nothing tells the age of a record, it counts from when it was first seen. */
function beforeHistoryLimit(input: PlanInput, considered: Considered): SkipReason | undefined {
  const { historyLimit } = input.policy
  if (historyLimit === null) return undefined
  return bornAt(input, considered) < historyLimit ? 'before_history_limit' : undefined
}

/** When a record counts as made, epoch milliseconds. */
export const bornAt = ({ policy, idMap }: PlanInput, { record }: Considered): number =>
  (record.createdAt ?? record.updatedAt)?.getTime() ?? idMap?.firstSeenAt ?? policy.firstSeenAt

function inactive(input: PlanInput, { record }: Considered): SkipReason | undefined {
  return isInactive(input, record.side) ? 'inactive' : undefined
}

/** Whether the pair is inactive for a record of `side`. A record that is seen alive revives what its own side ended. */
export function isInactive({ idMap, switchedOff, external }: PlanInput, side: Side): boolean {
  if (switchedOff) return true
  if (!idMap?.inactive) return false
  const by = idMap.metadata[INACTIVE_BY] ?? 'external'
  return !(by === side || (by === 'external' && external !== undefined))
}
