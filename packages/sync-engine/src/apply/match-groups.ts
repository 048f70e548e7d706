import type { PlainRecord } from '@duet/core'
import { canonical } from '../canonical.js'
import { valueAt } from '../image.js'
import type { EntityRun } from '../run-context.js'
import type { PlannedWrite } from './work.js'

/** Groups of fields of a write, by which the hub may merge. */
export type MatchGroups = readonly (readonly string[])[]

/**
 * The groups of fields by which the hub may merge new records; groups with a blank are left out. Of several records of one
 * run with equal fields only the first is matched: two of ours must not become one of the hub's. Nor is matched what a
 * person wants created anew.
 */
export async function matchGroupsOf(
  run: EntityRun,
  writes: readonly PlannedWrite[],
): Promise<ReadonlyMap<PlannedWrite, MatchGroups>> {
  const { withoutMatch, matchKeys } = run.context
  const keyed = writes
    .filter(({ operation, work }) => {
      const isAnew = withoutMatch.has(work.pairing.external?.id ?? '')
      return operation.kind === 'create' && !isAnew
    })
    .map((write) => ({ write, groups: keyedGroups(run, write) }))
    .filter(({ groups }) => groups.length > 0)
  if (keyed.length === 0) return new Map()
  const taken = new Set(await matchKeys.claim(keyed.flatMap(({ groups }) => groups.map(({ key }) => key))))
  const matched = new Map<PlannedWrite, MatchGroups>()
  for (const { write, groups } of keyed) {
    if (!groups.some(({ key }) => taken.has(key)))
      matched.set(
        write,
        groups.map(({ fields }) => fields),
      )
    for (const { key } of groups) taken.add(key)
  }
  return matched
}

interface KeyedGroup {
  readonly fields: readonly string[]
  readonly key: string
}

function keyedGroups({ entity }: EntityRun, { work, operation }: PlannedWrite): KeyedGroup[] {
  const { name } = work.pairing.prepared.mapper.connec
  const draft: PlainRecord = operation.draft
  return (entity.match[name] ?? []).flatMap((fields) => {
    const values = fields.map((field) => canonical(valueAt(draft, field)))
    return values.includes(undefined) ? [] : [{ fields, key: JSON.stringify([name, fields, values]) }]
  })
}
