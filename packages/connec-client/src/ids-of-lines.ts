import { isPlainObject, type PlainRecord, type SchemaRoles } from '@duet/core'
import { type RoleNode, roleTree } from './role-tree.js'

/**
 * The line ids of a record and nothing else, lines in their places: `{ lines: [{ id: […] }, {}] }`. Empty where the
 * resource has no lines. Never changes its input.
 */
export function idsOfLines(roles: SchemaRoles, record: PlainRecord): PlainRecord {
  if (roles.lineIds.length === 0) return {}
  const kept = keepIds(record, roleTree(roles))
  return isPlainObject(kept) ? kept : {}
}

function keepIds(value: unknown, node: RoleNode): unknown {
  if (node.role?.kind === 'line') return value
  if (Array.isArray(value)) return value.map((item) => keepIds(item, node) ?? {})
  if (!isPlainObject(value)) return undefined
  const kept: Record<string, unknown> = {}
  for (const [key, child] of node.children) {
    const inner = leadsToLines(child) ? keepIds(value[key], child) : undefined
    if (inner !== undefined) kept[key] = inner
  }
  return kept
}

const leadsToLines = (node: RoleNode): boolean =>
  node.role?.kind === 'line' || [...node.children.values()].some(leadsToLines)
