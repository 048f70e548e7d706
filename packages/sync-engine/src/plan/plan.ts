import { fillBlanks, otherSide, type Side } from '@duet/core'
import { hashOf, sameImage } from '../canonical.js'
import type { FieldGroup } from '../field-group.js'
import { flatten, type Image, pick, withoutBlanks } from '../image.js'
import { isUnmet } from '../moved/moved-from.js'
import { type Change, changesOf } from './change.js'
import { type Merged, mergeChanges } from './conflict.js'
import type { Considered } from './considered.js'
import { withDecisions } from './decided.js'
import { ineligible } from './eligibility.js'
import { quarantineConflicts, quarantinedGroups } from './flip-flop.js'
import type { Judged } from './judged.js'
import type { Operation, PlannedConflict } from './operation.js'
import { openConflictsOf, type PlanInput } from './plan-input.js'

/** What is decided about a pair: one operation for each record that was read. */
export interface Plan {
  readonly connec?: Operation | undefined
  readonly external?: Operation | undefined
  readonly conflicts: readonly PlannedConflict[]
  /** Groups whose agreed state must not move. */
  readonly held: readonly FieldGroup[]
}

/**
 * Decides everything about one pair of records, does nothing: no clock, no network, no store.
 *
 * Eligibility comes first, conflicts are among the eligible: only a record that would itself be written may win.
 *
 * @example plan({ mapper, idMap, external: considered, policy }) // { external: { kind: 'update', draft: { name: 'Ada' }, … }, … }
 */
export function plan(input: PlanInput): Plan {
  const judged = withDecisions(input, {
    connec: input.connec && considerOne(input, input.connec),
    external: input.external && considerOne(input, input.external),
  })
  const quarantined = quarantinedGroups(
    input,
    [judged.connec, judged.external].filter((one) => one !== undefined),
  )
  const connec = judged.connec && without(judged.connec, quarantined)
  const external = judged.external && without(judged.external, quarantined)
  const merged = mergedOf(input, connec, external)
  return {
    connec: connec && operationFor(input, connec, merged),
    external: external && operationFor(input, external, merged),
    conflicts: [...(merged?.conflicts ?? []), ...quarantineConflicts(input, quarantined)],
    held: [...(merged?.held ?? []), ...(connec?.held ?? []), ...(external?.held ?? [])].filter(
      isHeld(merged, quarantined),
    ),
  }
}

/** Together with its rival a record waits only for what both changed, and for what went back and forth. */
const isHeld =
  (merged: Merged | undefined, quarantined: ReadonlySet<FieldGroup>) =>
  (group: FieldGroup): boolean =>
    merged === undefined || quarantined.has(group) || merged.held.includes(group)

/** Groups that went back and forth too often do not travel. */
function without(judged: Judged, quarantined: ReadonlySet<FieldGroup>): Judged {
  if (!judged.changes.some(({ group }) => quarantined.has(group))) return judged
  const changes = judged.changes.filter(({ group }) => !quarantined.has(group))
  return { ...judged, changes, held: [...new Set([...judged.held, ...quarantined])], quarantined: true }
}

function considerOne(input: PlanInput, considered: Considered): Judged {
  const none = { considered, changes: [], held: [] }
  const verdict = verdictOf(input, considered)
  if (verdict !== undefined) return { ...none, verdict }
  const changes = isLoneNewcomer(input) ? [] : changesOf(input, considered)
  if (changes.length === 0 && input.idMap?.base) return { ...none, verdict: unchanged(considered) }
  const closed = writingClosed(input, considered)
  if (closed !== undefined) return { ...none, verdict: closed }
  const open = openConflictsOf(input.idMap).filter((name) => !input.decided?.has(name))
  const held = [...new Set(changes.map(({ group }) => group))].filter(({ name }) => open.includes(name))
  return { considered, changes, held }
}

/** What goes over whole, whatever it changed: no rival, and nothing agreed that it could differ from. */
const isLoneNewcomer = ({ idMap, connec, external }: PlanInput): boolean =>
  idMap === undefined && (connec === undefined || external === undefined)

/** What is decided of a record before its changes are looked for; undefined where they are to be. */
export const verdictOf = (input: PlanInput, considered: Considered): Operation | undefined =>
  ineligible(input, considered) ?? unchangedAsSeen(input, considered)

const unchanged = ({ record }: Considered): Operation => ({ kind: 'unchanged', side: record.side })

/** Our own echo, or nothing new. Clocks are asked only where nothing was agreed yet. */
function unchangedAsSeen({ idMap, policy }: PlanInput, considered: Considered): Operation | undefined {
  const { record, image } = considered
  const receipt = idMap?.receipts[record.side] ?? null
  const base = idMap?.base?.[record.side]
  if (receipt !== null) return isAsAgreed(image, receipt, base) ? unchanged(considered) : undefined
  const pushedAt = idMap?.pushedAt[otherSide(record.side)] ?? null
  if (policy.full || pushedAt === null || record.updatedAt === null) return undefined
  return record.updatedAt.getTime() < pushedAt ? unchanged(considered) : undefined
}

/** A receipt is the hash of the base where there is one: to compare with that is cheaper than to hash. */
const isAsAgreed = (image: Image, receipt: string, base: Image | undefined): boolean =>
  base === undefined ? receipt === hashOf(image) : sameImage(image, base)

/** The other side takes no updates, or no new records. */
function writingClosed({ idMap, mapper, policy }: PlanInput, { record }: Considered): Operation | undefined {
  const { side } = record
  const { external } = mapper.mapper
  const paired = idMap?.connecId != null && idMap.externalId != null
  const toExternal = side === 'connec'
  if (paired) {
    const closed = policy.push[otherSide(side)] === 'create' || (toExternal && external.update === undefined)
    return closed ? { kind: 'skip', side, reason: 'update_off' } : undefined
  }
  const closed = toExternal && external.create === undefined && external.upsert === undefined
  return closed ? { kind: 'skip', side, reason: 'create_off' } : undefined
}

function mergedOf(
  input: PlanInput,
  connec: Judged | undefined,
  external: Judged | undefined,
): Merged | undefined {
  if (connec === undefined || external === undefined) return undefined
  if (connec.verdict !== undefined || external.verdict !== undefined) return undefined
  const changes = { connec: connec.changes, external: external.changes }
  return mergeChanges(input, { connec: connec.considered, external: external.considered, changes })
}

function operationFor(input: PlanInput, judged: Judged, merged: Merged | undefined): Operation {
  const { considered, verdict, held } = judged
  if (verdict !== undefined) return verdict
  const { side } = considered.record
  const changes = (merged?.changes[side] ?? judged.changes).filter(
    ({ group }) => merged || !held.includes(group),
  )
  if (changes.length > 0 || !input.idMap) return write(input, considered, changes)
  if (merged?.lost[side].length) return { kind: 'skip', side, reason: 'lost_conflict' }
  if (judged.quarantined) return { kind: 'skip', side, reason: 'quarantined' }
  if (merged?.held.length || held.length > 0) return { kind: 'skip', side, reason: 'open_conflict' }
  return wholeRecordLost(input, judged, merged) ?? unchanged(considered)
}

/** Without a base the whole record wins or loses, also fields the winner leaves blank. */
function wholeRecordLost(
  input: PlanInput,
  judged: Judged,
  merged: Merged | undefined,
): Operation | undefined {
  if (input.idMap?.base || isUnmet(input.idMap) || !merged?.conflicts.length) return undefined
  const { side } = judged.considered.record
  return judged.changes.length > 0 ? { kind: 'skip', side, reason: 'lost_conflict' } : undefined
}

function write(
  input: PlanInput,
  { record, draft, image }: Considered,
  changes: readonly Change[],
): Operation {
  const { side } = record
  const to: Side = otherSide(side)
  const paired = input.idMap?.connecId != null && input.idMap.externalId != null
  if (paired) {
    const leaves = changes.map(({ leaf }) => leaf)
    return { kind: 'update', side, draft: pick(draft, leaves), leaves }
  }
  const onCreate = input.mapper.mapper.onCreate[to]
  const fillsNothing = Object.keys(onCreate).length === 0
  const filled = withoutBlanks(fillsNothing ? draft : fillBlanks(draft, onCreate))
  // An image has no blanks: without more defaults it is that of the record.
  const whole = fillsNothing ? image : flatten(filled)
  return { kind: 'create', side, draft: filled, image: whole, leaves: Object.keys(whole) }
}
