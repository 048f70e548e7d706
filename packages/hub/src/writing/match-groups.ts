import { isPlainObject } from '@duet/core'

/**
 * The groups of `opts.matching_fields`: all fields of one group must be equal. A flat list is one group, nested lists
 * are alternatives.
 */
export function matchGroups(opts: unknown): string[][] {
  const fields = isPlainObject(opts) && Array.isArray(opts.matching_fields) ? opts.matching_fields : []
  const flat = fields.filter((field) => typeof field === 'string')
  const nested = fields.flatMap((group) =>
    Array.isArray(group) ? [group.filter((field) => typeof field === 'string')] : [],
  )
  return [...(flat.length > 0 ? [flat] : []), ...nested.filter((group) => group.length > 0)]
}
