import type { PlainRecord } from '@duet/core'
import { canonical } from '../canonical.js'
import { valueAt } from '../image.js'
import type { EntityRun } from '../run-context.js'

/**
 * The groups of fields by which the hub may merge a new record; groups with a blank are left out. Of several records
 * of one run with equal fields only the first is matched: two of ours must not become one of the hub's.
 */
export function matchGroups(
  { context, entity }: EntityRun,
  connecResource: string,
  draft: PlainRecord,
): readonly (readonly string[])[] | undefined {
  const groups = (entity.match[connecResource] ?? []).flatMap((fields) => {
    const values = fields.map((field) => canonical(valueAt(draft, field)))
    return values.includes(undefined)
      ? []
      : [{ fields, key: JSON.stringify([connecResource, fields, values]) }]
  })
  const taken = groups.some(({ key }) => context.matchKeys.has(key))
  for (const { key } of groups) context.matchKeys.add(key)
  return taken || groups.length === 0 ? undefined : groups.map(({ fields }) => fields)
}
