import type { RoleNode } from '@duet/connec-client'
import { isPlainObject, type PlainRecord } from '@duet/core'
import { lineKey, mergeLines } from './merge-lines.js'

/**
 * The record with a partial change: objects merge field by field, lists are replaced, lists of lines merge by the ids
 * of the lines. Neither input is changed.
 */
export function mergeFields(
  before: PlainRecord,
  change: PlainRecord,
  { node, sparse }: { node: RoleNode | undefined; sparse: boolean },
): PlainRecord {
  const merged: Record<string, unknown> = { ...before }
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) continue
    const child = node?.children.get(key)
    const old = before[key]
    if (child?.role !== undefined) merged[key] = value
    else if (Array.isArray(value) && child !== undefined && lineKey(child) !== undefined)
      merged[key] = mergeLines(Array.isArray(old) ? old : [], value, { node: child, sparse })
    else if (isPlainObject(value))
      merged[key] = mergeFields(isPlainObject(old) ? old : {}, value, { node: child, sparse })
    else merged[key] = value
  }
  return merged
}
