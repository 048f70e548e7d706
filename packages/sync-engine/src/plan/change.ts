import { isBlank, type Json, otherSide, type Side } from '@duet/core'
import { sameValue } from '../canonical.js'
import type { FieldGroup } from '../field-group.js'
import { valueAt } from '../image.js'
import type { Considered } from './considered.js'
import type { PlanInput } from './plan-input.js'

/** A leaf of the draft for the other side that is not as last agreed. */
export interface Change {
  readonly leaf: string
  readonly group: FieldGroup
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/**
 * What a record changed since its side was last agreed, as far as it travels: emptying a field does only where its
 * row says so, defaults never replace a value, and some rows are for creates alone.
 */
export function changesOf(input: PlanInput, considered: Considered): Change[] {
  const { record, image } = considered
  const { groups } = input.mapper
  const base = input.idMap?.base?.[record.side] ?? nothing
  const to = otherSide(record.side)
  const changes: Change[] = []
  const look = (leaf: string) => {
    if (sameValue(base[leaf], image[leaf])) return
    const change = { leaf, group: groups.groupOf(to, leaf), before: base[leaf], after: image[leaf] }
    if (travels(change, input, considered)) changes.push(change)
  }
  for (const leaf of Object.keys(image)) look(leaf)
  for (const leaf of Object.keys(base)) if (!(leaf in image)) look(leaf)
  return changes
}

const nothing: Readonly<Record<string, Json>> = {}

function travels(change: Change, input: PlanInput, considered: Considered): boolean {
  const to = otherSide(considered.record.side)
  const rows = input.mapper.groups.rowsOf(to, change.leaf)
  if (rows.length > 0 && rows.every((row) => row.onCreate)) return false
  if (input.idMap?.metadata.ignore_currency_update === true && rows.some((row) => row.currencyGuard))
    return false
  if (!isEmptied(change, input, considered)) return true
  return rows.some((row) => row.clear === 'both' || row.clear === directionTo(to))
}

const directionTo = (to: Side) => (to === 'connec' ? 'toConnec' : 'toExternal')

/** Empty: blank, or only a default that stands where the record itself has nothing. */
function isEmptied({ leaf, after }: Change, { mapper }: PlanInput, { record }: Considered): boolean {
  if (after === undefined) return true
  const to = otherSide(record.side)
  if (!sameValue(mapper.defaults[to][leaf], after)) return false
  return mapper.groups.rowsOf(to, leaf).every((row) => isBlank(valueAt(record.fields, row[record.side])))
}
