import { type AnyConnecResource, InvalidRecordError, type PlainRecord } from '@duet/core'
import { z } from 'zod'

/**
 * Parses a record, an empty text standing for an empty value of any type: the hub answers `""` for a date or a number
 * nobody filled in. Throws `InvalidRecordError` for everything else.
 */
export function parseWithoutBlanks(
  resource: AnyConnecResource,
  id: string,
  fields: PlainRecord,
): PlainRecord {
  try {
    return resource.parse(id, fields)
  } catch (error) {
    const emptied = blanksToNull(fields, error)
    if (emptied === undefined) throw error
    return resource.parse(id, emptied)
  }
}

/** The record with null wherever the parser met an empty text, or undefined when it met none. */
function blanksToNull(fields: PlainRecord, error: unknown): PlainRecord | undefined {
  const cause = error instanceof InvalidRecordError ? error.cause : undefined
  if (!(cause instanceof z.core.$ZodError)) return undefined
  const emptied = structuredClone(fields)
  const blanks = cause.issues.filter(({ path }) => emptyAt(emptied, path))
  return blanks.length > 0 ? emptied : undefined
}

function emptyAt(record: object, path: readonly PropertyKey[]): boolean {
  let target: unknown = record
  for (const key of path.slice(0, -1)) target = isObject(target) ? target[key] : undefined
  const last = path.at(-1)
  if (!isObject(target) || last === undefined || target[last] !== '') return false
  target[last] = null
  return true
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null
