import { otherSide, type Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import type { FieldGroup } from '../field-group.js'
import {
  agreedValues,
  FLIPS,
  type Flips,
  flipsOf,
  hubValues,
  QUARANTINED,
  quarantinedOf,
  valueHash,
} from '../plan/flip-flop.js'
import { isWrite } from '../plan/operation.js'
import { OPEN_CONFLICTS, openConflictsOf } from '../plan/plan-input.js'
import type { EntityRun } from '../run-context.js'
import type { Work } from './work.js'

const SIDES: readonly Side[] = ['connec', 'external']

/** The id map's notes after a work: what waits for a person, and which values went back and forth. */
export function waitingAfter(run: EntityRun, work: Work, old: IdMap): IdMap['metadata'] {
  if (!mayWait(work, old)) return old.metadata
  const { [OPEN_CONFLICTS]: _, [QUARANTINED]: __, [FLIPS]: ___, ...rest } = old.metadata
  const settled = [...writtenGroups(work).map(({ group }) => group.name), ...decidedGroups(work)]
  const opened = work.plan.conflicts.filter(({ winner }) => winner === null)
  const fresh = opened.filter(({ policy }) => policy === 'flip_flop').map(({ field }) => field)
  const open = left([...openConflictsOf(old), ...opened.map(({ field }) => field)], settled)
  const quarantined = left([...quarantinedOf(old), ...fresh], settled)
  const flips = flipsAfter(run, work, old)
  return {
    ...rest,
    ...(open.length > 0 ? { [OPEN_CONFLICTS]: open } : {}),
    ...(quarantined.length > 0 ? { [QUARANTINED]: quarantined } : {}),
    ...(Object.keys(flips).length > 0 ? { [FLIPS]: flips } : {}),
  }
}

/** Nothing waited, nothing new does, and only updates go back and forth: so it is with most records. */
const mayWait = ({ plan }: Work, { metadata }: IdMap): boolean =>
  plan.conflicts.length > 0 ||
  [plan.connec, plan.external].some((operation) => operation?.kind === 'update') ||
  [OPEN_CONFLICTS, QUARANTINED, FLIPS].some((note) => note in metadata)

const left = (names: readonly string[], settled: readonly string[]): string[] =>
  [...new Set(names)].filter((name) => !settled.includes(name))

/** Groups that were written over to the other side. */
function writtenGroups({ plan, input, results }: Work): { group: FieldGroup; side: Side }[] {
  return SIDES.flatMap((side) => {
    const operation = plan[side]
    if (!isWrite(operation) || results[side]?.kind !== 'written') return []
    const groups = operation.leaves.map((leaf) => input.mapper.groups.groupOf(otherSide(side), leaf))
    return [...new Set(groups)].map((group) => ({ group, side }))
  })
}

/** What a person decided is done with, once both records were looked at and nothing of it failed. */
function decidedGroups({ input, plan, results }: Work): string[] {
  const failed = SIDES.some((side) => isWrite(plan[side]) && results[side]?.kind !== 'written')
  const held = plan.held.map(({ name }) => name)
  if (failed || input.connec === undefined || input.external === undefined) return []
  return [...(input.decided?.keys() ?? [])].filter((name) => !held.includes(name))
}

/** Counts how often a written value came back; what is older than the time looked at, or decided, is forgotten. */
function flipsAfter({ policy, context }: EntityRun, work: Work, old: IdMap): Flips {
  const { flips } = policy
  if (flips === undefined) return {}
  const known = Object.entries(flipsOf(old)).filter(
    ([name, { at }]) => at >= flips.since && !work.input.decided?.has(name),
  )
  const after: Flips = Object.fromEntries(known)
  for (const { group, side } of writtenGroups(work)) {
    const considered = work.input[side]
    if (work.plan[side]?.kind !== 'update' || considered === undefined || group.leaves.connec.size === 0)
      continue
    const value = valueHash(hubValues(group, considered))
    const { values, count, at } = after[group.name] ?? {
      values: ['', valueHash(agreedValues(group, work.input.idMap))],
      count: 0,
      at: context.clock(),
    }
    if (work.input.decided?.has(group.name) || values[1] === value) continue
    const isBack = values[0] === value
    after[group.name] = {
      values: [values[1], value],
      count: isBack ? count + 1 : 0,
      at: isBack ? at : context.clock(),
    }
  }
  return after
}
