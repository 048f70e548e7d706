import { isPlainObject, type PlainRecord, type SchemaRoles } from '@duet/core'
import { type RoleNode, roleTree } from './role-tree.js'

const none: PlainRecord = Object.freeze({})

/**
 * The line ids of a record and nothing else, lines in their places: `{ lines: [{ id: […] }, {}] }`. Empty where the
 * resource has no lines. Never changes its input.
 */
export function idsOfLines(roles: SchemaRoles, record: PlainRecord): PlainRecord {
  if (roles.lineIds.length === 0) return none
  const kept = keepIds(record, roleTree(roles))
  return isPlainObject(kept) ? kept : none
}

function keepIds(value: unknown, node: RoleNode): unknown {
  if (node.role?.kind === 'line') return value
  if (Array.isArray(value)) return value.map((item) => keepIds(item, node) ?? {})
  if (!isPlainObject(value)) return undefined
  let kept: Record<string, unknown> | undefined
  for (const { key, node: child } of node.branches) {
    const within = child.leadsToLines ? value[key] : undefined
    const inner = within === undefined ? undefined : keepIds(within, child)
    if (inner === undefined) continue
    kept ??= {}
    kept[key] = inner
  }
  return kept
}
