import { otherSide, type Side } from '@duet/core'
import type { FieldGroup } from '../field-group.js'
import type { Change } from './change.js'
import type { Judged } from './judged.js'
import type { PlanInput } from './plan-input.js'

type Both = Partial<Record<Side, Judged | undefined>>

/**
 * What a person decided holds also where only the loser differs from what was agreed: its change does not travel, and
 * the winner's value is written to it.
 */
export function withDecisions(input: PlanInput, judged: Both): Both {
  let both = judged
  for (const [name, winner] of input.decided ?? []) {
    const loser = both[otherSide(winner)]
    const group = loser?.changes.find((change) => change.group.name === name)?.group
    if (loser === undefined || group === undefined) continue
    const won = both[winner]
    if (won?.changes.some((change) => change.group === group)) continue
    const changes = loser.changes.filter((change) => change.group !== group)
    if (won === undefined || !mayWrite(won)) {
      both = { ...both, [otherSide(winner)]: { ...loser, changes, held: [...loser.held, group] } }
      continue
    }
    both = {
      [winner]: { ...won, verdict: undefined, changes: [...won.changes, ...wholeGroup(input, won, group)] },
      [otherSide(winner)]: { ...loser, changes },
    }
  }
  return both
}

const mayWrite = ({ verdict }: Judged): boolean => verdict === undefined || verdict.kind === 'unchanged'

/** All of a group as its record has it. */
function wholeGroup({ idMap }: PlanInput, { considered }: Judged, group: FieldGroup): Change[] {
  const { side } = considered.record
  const base = idMap?.base?.[side] ?? {}
  return [...group.leaves[otherSide(side)]].map((leaf) => ({
    ...{ leaf, group },
    before: base[leaf],
    after: considered.image[leaf],
  }))
}
