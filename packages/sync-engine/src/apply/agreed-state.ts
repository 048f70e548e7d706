import { otherSide, type Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import { hashOf, sameImage, sameValue } from '../canonical.js'
import type { FieldGroup } from '../field-group.js'
import { type Image, leafAt } from '../image.js'
import { isWrite, type WriteOperation } from '../plan/operation.js'
import { expectedImage } from './expected-image.js'
import type { Work } from './work.js'

/** What both sides agree on after a work is done, for the id map. */
export type AgreedState = Pick<IdMap, 'base' | 'receipts'>

/** Images of the answers to the writes of a work, by the side that answered. */
type AnswerImages = Readonly<Record<Side, Image | undefined>>

interface Agreeing {
  /** The id map as it was. */
  readonly old: IdMap
  readonly answers: AnswerImages
}

/**
 * What was last agreed, moved on as far as the work went: a side that was read is as it was read, groups we wrote are
 * as the other side answered; groups whose write failed, or that wait for a person, stay as they were. Groups of the
 * other side that we did not write keep what we expected of them, so that what changed there unseen still shows.
 */
export function agreedState(work: Work, { old: idMap, answers }: Agreeing): AgreedState {
  const old = idMap.base
  const connec = sideAfter(work, 'connec', { old: old?.connec, answer: answers.connec })
  const external = sideAfter(work, 'external', { old: old?.external, answer: answers.external })
  if (old === null && (connec === undefined || external === undefined)) return withoutBase(work, idMap)
  const base = { connec: connec ?? old?.connec ?? {}, external: external ?? old?.external ?? {} }
  const receiptOf = (side: Side) => {
    const known = idMap.receipts[side]
    return known !== null && base[side] === old?.[side] ? known : hashOf(base[side])
  }
  return { base, receipts: { connec: receiptOf('connec'), external: receiptOf('external') } }
}

/** Nothing was agreed: only what was seen and found unchanged is remembered. */
function withoutBase({ input, plan }: Work, idMap: IdMap): AgreedState {
  const receipts = { ...idMap.receipts }
  for (const side of ['connec', 'external'] as const) {
    const image = input[side]?.image
    if (plan[side]?.kind === 'unchanged' && image !== undefined) receipts[side] = hashOf(image)
  }
  return { base: null, receipts }
}

const nothing: Image = {}

interface SideBefore {
  readonly old: Image | undefined
  readonly answer: Image | undefined
}

function sideAfter(work: Work, side: Side, { old, answer }: SideBefore): Image | undefined {
  const { input, plan, results } = work
  const read = followsRead(work, side) ? input[side]?.image : undefined
  const operation = plan[otherSide(side)]
  const writtenHere = isWrite(operation) && results[otherSide(side)]?.kind === 'written'
  if (read === undefined && !writtenHere) return undefined
  if (!writtenHere && old !== undefined && read !== undefined && sameImage(read, old)) return old
  const seen = read ?? old ?? nothing
  const image =
    read === undefined
      ? seen
      : overlaid(work, { side, image: seen, groups: standing(work), from: old ?? nothing })
  return writtenHere ? overlaidWritten(work, operation, { side, image, answer }) : image
}

const partlyDealtWith: ReadonlySet<string> = new Set(['lost_conflict', 'open_conflict', 'quarantined'])

/** Whether what was read of a side counts as agreed; what did not travel for a reason keeps its changes for later. */
function followsRead({ plan }: Work, side: Side): boolean {
  const operation = plan[side]
  if (operation === undefined || operation.kind === 'park' || operation.kind === 'fail') return false
  return operation.kind !== 'skip' || partlyDealtWith.has(operation.reason)
}

/** Groups whose agreed state must not move: open conflicts, and writes that did not succeed. */
function standing({ input, plan, results }: Work): ReadonlySet<FieldGroup> {
  const missed = SIDES.flatMap((from) => {
    const operation = plan[from]
    return isWrite(operation) && results[from]?.kind !== 'written' ? groupsOf(input, operation) : []
  })
  return plan.held.length + missed.length === 0 ? NONE : new Set([...plan.held, ...missed])
}

const SIDES: readonly Side[] = ['connec', 'external']
const NONE: ReadonlySet<FieldGroup> = new Set()

const groupsOf = ({ mapper }: Work['input'], { side, leaves }: WriteOperation): FieldGroup[] => [
  ...new Set(leaves.map((leaf) => mapper.groups.groupOf(otherSide(side), leaf))),
]

interface Overlay {
  readonly side: Side
  readonly image: Image
  readonly groups: ReadonlySet<FieldGroup>
  readonly from: Image
}

/** The image with the leaves of some groups replaced. */
function overlaid({ input }: Work, { side, image, groups, from }: Overlay): Image {
  if (groups.size === 0) return image
  const to = otherSide(side)
  const after: Image = {}
  const take = (leaves: Image, fromThese: boolean) => {
    for (const leaf of Object.keys(leaves)) {
      const value = leaves[leaf]
      if (value !== undefined && groups.has(input.mapper.groups.groupOf(to, leaf)) === fromThese)
        after[leaf] = value
    }
  }
  take(image, false)
  take(from, true)
  return after
}

/** What was written is as answered; where the answer says nothing, as expected. So is what both have anyway. */
function overlaidWritten(
  work: Work,
  operation: WriteOperation,
  { side, image, answer = nothing }: { side: Side; image: Image; answer?: Image | undefined },
): Image {
  const expected = expectedImage(work, operation)
  if (image === nothing && sameImage(expected, answer)) return answer
  const groups = new Set(groupsOf(work.input, operation))
  const after = { ...overlaid(work, { side, image, groups, from: { ...expected, ...answer } }) }
  const own = work.input[operation.side]?.record.fields ?? {}
  for (const [leaf, value] of Object.entries(answer))
    if (sameValue(expected[leaf], value) || sameValue(leafAt(own, leaf), value)) after[leaf] = value
  return after
}
