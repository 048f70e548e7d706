import { type Json, otherSide } from '@duet/core'
import type { PlannedChange } from '@duet/store'
import type { Work } from '../apply/work.js'
import { flatten } from '../image.js'
import type { WriteOperation } from '../plan/operation.js'

/** Characters of a value that a plan keeps; longer ones are cut for people, the fingerprint sees all of them. */
const MOST = 300

/**
 * The fields a write changes, as the side written to spells them. What stands there now is what was read of it, else
 * what was last agreed.
 */
export function fieldChanges(
  { input }: Work,
  { side, draft, leaves, kind }: WriteOperation,
): PlannedChange[] {
  const rival = input[otherSide(side)]
  const now = rival === undefined ? (input.idMap?.base?.[side] ?? {}) : flatten(rival.record.fields)
  const after = flatten(draft)
  return leaves.map((field) => ({
    field,
    before: kind === 'create' ? null : short(now[field]),
    after: short(after[field]),
  }))
}

function short(value: Json | undefined): Json {
  if (value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length <= MOST) return value
  return `${text.slice(0, MOST)}… (${text.length} characters)`
}
