import { otherSide, type Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import { consider } from '../consider.js'
import { newIdMap } from '../page/new-id-map.js'
import type { Considered } from '../plan/considered.js'
import { isInactive } from '../plan/eligibility.js'
import { isWrite, type Operation } from '../plan/operation.js'
import { INACTIVE_BY } from '../plan/plan-input.js'
import type { ReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { agreedState } from './agreed-state.js'
import { isGone } from './outcome-of.js'
import { waitingAfter } from './waiting-after.js'
import type { Work } from './work.js'

const SIDES: readonly Side[] = ['connec', 'external']

/** An id map, and whether it differs from what is stored. */
export interface IdMapAfter {
  readonly idMap: IdMap
  readonly isChanged: boolean
  readonly answers: Answers
}

/** The answers to the writes of a work, mapped, by the side that answered. */
type Answers = Partial<Record<Side, Considered>>

/** The id map as the work leaves it; undefined while only one id is known. */
export function idMapAfter(run: EntityRun, work: Work, ids: ReferenceIds): IdMapAfter | undefined {
  const old = pairedIdMap(run, work)
  if (old === undefined) return undefined
  const answers = answersOf(run, work, ids)
  // what is assigned is made of it before
  const idMap: IdMap = Object.assign(
    old,
    agreedState(work, { old, answers: { connec: answers.connec?.image, external: answers.external?.image } }),
    activityAfter(run, work, old),
    { label: labelAfter(work, old), pushedAt: pushedAfter(run, work, old) },
  )
  const { idMap: stored, unsaved } = work.pairing
  const isChanged = unsaved === true || stored === undefined || !isSame(stored, idMap)
  if (isChanged) idMap.updatedAt = run.context.clock()
  return { idMap, isChanged, answers }
}

/** The id map of the pair, to be written on: made here when a create gave the second id, moved when the hub has merged its record. */
function pairedIdMap(run: EntityRun, { pairing, results }: Work): IdMap | undefined {
  const { idMap, prepared, connec, external } = pairing
  if (idMap?.connecId != null && idMap.externalId != null)
    return { ...idMap, connecId: createdBy(results.external) ?? idMap.connecId }
  const connecId = idMap?.connecId ?? connec?.id ?? createdBy(results.external)
  const externalId = idMap?.externalId ?? external?.id ?? createdBy(results.connec)
  if (connecId === null || externalId === null) return undefined
  const label = (external ?? connec)?.label ?? null
  return idMap ? { ...idMap, connecId, externalId } : newIdMap(run, prepared, { connecId, externalId, label })
}

/**
 * A record is called as it was written last, else as the application calls it: reading the hub's record renames nothing, or
 * each run would rename what the one before did. What is opted out is not followed.
 */
function labelAfter({ pairing, plan }: Work, { label }: IdMap): string | null {
  const { connec, external } = pairing
  const isBehind = isOptedOut(plan.external) || (isWrite(plan.connec) && !isWrite(plan.external))
  return (isBehind ? connec?.label : external?.label) ?? label ?? connec?.label ?? null
}

const isOptedOut = (operation: Operation | undefined): boolean =>
  operation?.kind === 'skip' && operation.reason === 'opted_out'

const createdBy = (result: Work['results'][Side]): string | null =>
  result?.kind === 'written' ? result.id : null

/** What was agreed is the most of an id map: where nothing moved it is the same object. */
const isSame = (one: IdMap, other: IdMap): boolean => textOf(one, other) === textOf(other, one)

const textOf = (idMap: IdMap, other: IdMap): string =>
  JSON.stringify(sameBase(idMap, other) ? { ...idMap, base: null } : idMap)

const sameBase = ({ base: one }: IdMap, { base: other }: IdMap): boolean =>
  one !== null && one.connec === other?.connec && one.external === other.external

function pushedAfter({ context }: EntityRun, { results }: Work, { pushedAt }: IdMap): IdMap['pushedAt'] {
  const now = context.clock()
  return {
    connec: results.external?.kind === 'written' ? now : pushedAt.connec,
    external: results.connec?.kind === 'written' ? now : pushedAt.external,
  }
}

/** Whether the pair lives, and which groups wait for a person. */
function activityAfter(
  run: EntityRun,
  work: Work,
  old: IdMap,
): Pick<IdMap, 'inactive' | 'message' | 'metadata'> {
  const { [INACTIVE_BY]: endedBy, ...rest } = old.metadata
  const metadata = waitingAfter(run, work, endedBy === undefined ? old : { ...old, metadata: rest })
  const goneFor = SIDES.find((side) => isGone(work, side))
  if (goneFor !== undefined) return ended(metadata, otherSide(goneFor), 'The record is gone over there')
  if (work.input.switchedOff && !isOptedOut(work.plan.external))
    return ended(metadata, 'external', 'Switched off in the application')
  if (!old.inactive || !revives(work)) {
    const { inactive, message } = old
    return endedBy === undefined
      ? { inactive, message, metadata }
      : { inactive, message, metadata: { ...metadata, [INACTIVE_BY]: endedBy } }
  }
  return { inactive: false, message: null, metadata }
}

const ended = (metadata: IdMap['metadata'], by: Side, message: string) => ({
  inactive: true,
  message,
  metadata: { ...metadata, [INACTIVE_BY]: by },
})

const revives = ({ input, pairing }: Work): boolean =>
  !isInactive(input, pairing.external ? 'external' : 'connec')

/** What the answers look like from the other side. */
function answersOf(run: EntityRun, { pairing, results }: Work, ids: ReferenceIds): Answers {
  const answers: Answers = {}
  for (const from of SIDES) {
    const result = results[from]
    if (result?.kind !== 'written' || result.answer === undefined) continue
    const answer = consideredAnswer(run, { pairing, answer: result.answer, ids })
    if (answer !== undefined) answers[otherSide(from)] = answer
  }
  return answers
}

interface Answered {
  readonly pairing: Work['pairing']
  readonly answer: SeenRecord
  readonly ids: ReferenceIds
}

function consideredAnswer({ context }: EntityRun, answered: Answered): Considered | undefined {
  const { pairing, answer, ids } = answered
  try {
    return consider(context, { record: answer, prepared: pairing.prepared }, { ids, leaveOut: true })
  } catch {
    return undefined
  }
}
