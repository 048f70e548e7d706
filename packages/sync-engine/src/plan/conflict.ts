import type { ConflictPolicy, Json, PlainRecord, Side } from '@duet/core'
import { sameValue } from '../canonical.js'
import type { FieldGroup } from '../field-group.js'
import { type Image, leafAt } from '../image.js'
import { isUnmet } from '../moved/moved-from.js'
import type { Change } from './change.js'
import type { Considered } from './considered.js'
import type { PlannedConflict } from './operation.js'
import { openConflictsOf, type PlanInput } from './plan-input.js'

/** Both records of a pair, both changed. */
export interface Rivals {
  readonly connec: Considered
  readonly external: Considered
  readonly changes: Readonly<Record<Side, readonly Change[]>>
}

/** What is left to write of both sides' changes, and what they clashed about. */
export interface Merged {
  readonly changes: Record<Side, readonly Change[]>
  readonly conflicts: readonly PlannedConflict[]
  /** Groups in which a side lost. */
  readonly lost: Readonly<Record<Side, readonly FieldGroup[]>>
  /** Groups that wait for a person: nobody writes them, and what was agreed of them stands. */
  readonly held: readonly FieldGroup[]
}

/**
 * Disjoint groups both survive; a group changed on both sides has one winner, unless the values already agree. Without a
 * base the whole record wins or loses, but for a pair that has moved: its records were one until just now.
 */
export function mergeChanges(input: PlanInput, rivals: Rivals): Merged {
  const clashing = groupsIn(rivals.changes.connec).filter((group) =>
    rivals.changes.external.some((change) => change.group === group),
  )
  const verdicts = new Map(clashing.map((group) => [group, verdictOn(group, input, rivals)]))
  const whole = input.idMap?.base || isUnmet(input.idMap) ? undefined : laterSide(rivals, 0)
  const lostBy =
    (side: Side) =>
    ({ group }: Change) => {
      const verdict = verdicts.get(group)
      if (verdict === undefined) return false
      return verdict.kind !== 'won' || verdict.winner !== side
    }
  const keep = (side: Side) =>
    whole !== undefined && winnerOf(input, whole) !== side && verdicts.size > 0 && !allAgree(verdicts)
      ? []
      : rivals.changes[side].filter((change) => !lostBy(side)(change))
  const groupsWith = (test: (verdict: Verdict) => boolean) =>
    clashing.filter((group) => test(verdicts.get(group) ?? { kind: 'agreed' }))
  return {
    changes: { connec: keep('connec'), external: keep('external') },
    conflicts: conflictsOf(verdicts, input, rivals),
    lost: {
      connec: groupsWith((verdict) => verdict.kind === 'won' && verdict.winner === 'external'),
      external: groupsWith((verdict) => verdict.kind === 'won' && verdict.winner === 'connec'),
    },
    held: groupsWith((verdict) => verdict.kind === 'open'),
  }
}

type Verdict =
  | { readonly kind: 'agreed' }
  | { readonly kind: 'won'; readonly winner: Side; readonly policy: string }
  | { readonly kind: 'open' }

const allAgree = (verdicts: ReadonlyMap<FieldGroup, Verdict>): boolean =>
  [...verdicts.values()].every(({ kind }) => kind === 'agreed')

const groupsIn = (changes: readonly Change[]): FieldGroup[] => [...new Set(changes.map(({ group }) => group))]

const winnerOf = ({ policy }: PlanInput, later: Side): Side => policy.preempt ?? later

function verdictOn(group: FieldGroup, input: PlanInput, rivals: Rivals): Verdict {
  if (agree(group, rivals)) return { kind: 'agreed' }
  const { preempt, skewToleranceMs } = input.policy
  if (preempt !== null) return { kind: 'won', winner: preempt, policy: 'preempt' }
  if (!input.idMap?.base && !isUnmet(input.idMap))
    return { kind: 'won', winner: laterSide(rivals, 0), policy: 'newest' }
  const decided = input.decided?.get(group.name)
  if (decided !== undefined) return { kind: 'won', winner: decided, policy: 'manual' }
  return verdictBy(group.conflict, laterSide(rivals, skewToleranceMs))
}

function verdictBy(policy: ConflictPolicy, later: Side): Verdict {
  if (policy === 'manual') return { kind: 'open' }
  return { kind: 'won', winner: policy === 'newest' ? later : policy, policy }
}

/** The side changed later; the application within the tolerance, and when nobody knows. */
function laterSide({ connec, external }: Rivals, toleranceMs: number): Side {
  const lead = momentOf(connec) - momentOf(external)
  return lead > toleranceMs ? 'connec' : 'external'
}

const momentOf = ({ record }: Considered): number => (record.updatedAt ?? record.createdAt)?.getTime() ?? 0

/** The values of a group agree when they are the same in either side's spelling: converters may lose something. */
function agree(group: FieldGroup, rivals: Rivals): boolean {
  const { connec, external } = rivals
  return (
    sameAt(leavesOf(group, 'connec', rivals), external.image, connec.record.fields) ||
    sameAt(leavesOf(group, 'external', rivals), connec.image, external.record.fields)
  )
}

const sameAt = (leaves: readonly string[], image: Image, own: PlainRecord): boolean =>
  leaves.length > 0 && leaves.every((leaf) => sameValue(image[leaf], leafAt(own, leaf)))

/** Leaves of a group in drafts for `to`; computed groups have those that changed. */
function leavesOf(group: FieldGroup, to: Side, { changes }: Rivals): string[] {
  if (group.leaves[to].size > 0) return [...group.leaves[to]]
  const from = to === 'connec' ? 'external' : 'connec'
  return changes[from].filter((change) => change.group === group).map(({ leaf }) => leaf)
}

function conflictsOf(
  verdicts: ReadonlyMap<FieldGroup, Verdict>,
  input: PlanInput,
  rivals: Rivals,
): PlannedConflict[] {
  const known = openConflictsOf(input.idMap)
  return [...verdicts].flatMap(([group, verdict]) => {
    if (verdict.kind === 'agreed' || (verdict.kind === 'open' && known.includes(group.name))) return []
    if (input.decided?.has(group.name)) return []
    const leaves = leavesOf(group, 'connec', rivals)
    return [
      {
        field: group.name,
        base: valueIn(leaves, (leaf) => input.idMap?.base?.external[leaf]),
        connecValue: valueIn(leaves, (leaf) => leafAt(rivals.connec.record.fields, leaf)),
        externalValue: valueIn(leaves, (leaf) => rivals.external.image[leaf]),
        policy: verdict.kind === 'open' ? 'manual' : verdict.policy,
        winner: verdict.kind === 'open' ? null : verdict.winner,
      },
    ]
  })
}

/** A group of one leaf is its value; of several, the values by leaf. */
function valueIn(leaves: readonly string[], valueAtLeaf: (leaf: string) => Json | undefined): Json {
  const [first] = leaves
  if (leaves.length === 1 && first !== undefined) return valueAtLeaf(first) ?? null
  return Object.fromEntries(leaves.map((leaf) => [leaf, valueAtLeaf(leaf) ?? null]))
}
