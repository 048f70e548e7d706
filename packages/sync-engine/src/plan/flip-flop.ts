import type { Json, Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import { z } from 'zod'
import { hashOf } from '../canonical.js'
import type { FieldGroup } from '../field-group.js'
import { type Image, leafAt } from '../image.js'
import type { Change } from './change.js'
import type { Considered } from './considered.js'
import type { PlannedConflict } from './operation.js'
import type { PlanInput } from './plan-input.js'

/** Where the id map keeps how written values went back and forth, by field group. */
export const FLIPS = 'flips'
/** Field groups that went back and forth too often; kept in the id map until a person decides. */
export const QUARANTINED = 'quarantined'

/** The last two values written of a field group, and how often one came back. */
const flips = z.record(
  z.string(),
  z.object({ values: z.tuple([z.string(), z.string()]), count: z.number(), at: z.number() }),
)

export type Flips = z.infer<typeof flips>

export function flipsOf(idMap: IdMap | undefined): Flips {
  const kept = idMap?.metadata[FLIPS]
  if (kept === undefined) return {}
  const parsed = flips.safeParse(kept)
  return parsed.success ? parsed.data : {}
}

/** Names of the field groups that wait for a person because they went back and forth. */
export function quarantinedOf(idMap: IdMap | undefined): readonly string[] {
  const names = idMap?.metadata[QUARANTINED]
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}

/** A group's values as the hub spells them, whichever side they are read from. */
export function hubValues(group: FieldGroup, { record, image }: Considered): Image {
  return at(group, (leaf) => (record.side === 'connec' ? leafAt(record.fields, leaf) : image[leaf]))
}

function at(group: FieldGroup, valueAtLeaf: (leaf: string) => Json | undefined): Image {
  const image: Image = {}
  for (const leaf of group.leaves.connec) {
    const value = valueAtLeaf(leaf)
    if (value !== undefined) image[leaf] = value
  }
  return image
}

export const valueHash = (values: Image): string => hashOf(values).slice(0, 16)

/** What was last agreed of a group, as the hub spells it. */
export const agreedValues = (group: FieldGroup, idMap: IdMap | undefined): Image =>
  at(group, (leaf) => idMap?.base?.external[leaf])

/** Groups that wait already, or whose change would be one time too often back to the value before the last. */
export function quarantinedGroups(
  input: PlanInput,
  sides: readonly { considered: Considered; changes: readonly Change[] }[],
): ReadonlySet<FieldGroup> {
  if (!(QUARANTINED in notesOf(input)) && !(FLIPS in notesOf(input))) return NONE
  const waiting = quarantinedOf(input.idMap)
  const found = new Set<FieldGroup>()
  for (const { considered, changes } of sides) {
    for (const { group } of changes) {
      if (input.decided?.has(group.name) || group.leaves.connec.size === 0) continue
      if (waiting.includes(group.name) || isOnceTooOften(input, group, considered)) found.add(group)
    }
  }
  return found
}

const NONE: ReadonlySet<FieldGroup> = new Set()

const notesOf = ({ idMap }: PlanInput): object => idMap?.metadata ?? {}

function isOnceTooOften({ idMap, policy }: PlanInput, group: FieldGroup, considered: Considered): boolean {
  const known = flipsOf(idMap)[group.name]
  if (policy.flips === undefined || known === undefined || known.at < policy.flips.since) return false
  return known.values[0] === valueHash(hubValues(group, considered)) && known.count + 1 >= policy.flips.times
}

/** What is shown of groups that have just been found going back and forth. */
export function quarantineConflicts(input: PlanInput, groups: ReadonlySet<FieldGroup>): PlannedConflict[] {
  if (groups.size === 0) return []
  const waiting = quarantinedOf(input.idMap)
  return [...groups]
    .filter(({ name }) => !waiting.includes(name))
    .map((group) => {
      const agreed = agreedValues(group, input.idMap)
      const of = (side: Side) => {
        const considered = input[side]
        return shown(group, considered === undefined ? agreed : hubValues(group, considered))
      }
      return {
        field: group.name,
        base: shown(group, agreed),
        connecValue: of('connec'),
        externalValue: of('external'),
        policy: 'flip_flop',
        winner: null,
      }
    })
}

/** A group of one leaf is its value; of several, the values by leaf. */
function shown(group: FieldGroup, values: Image): Json {
  const [leaf] = group.leaves.connec
  return group.leaves.connec.size === 1 && leaf !== undefined ? (values[leaf] ?? null) : values
}
