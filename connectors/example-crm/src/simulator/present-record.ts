import type { ExampleRecord } from './example-record.js'
import { totalOf } from './order-lines.js'

/** A record as the API answers it. */
export function presentRecord(record: ExampleRecord, hasTimestamps: boolean): Record<string, unknown> {
  const { created_at, updated_at, id, key = null, archived = false, ...fields } = record
  return {
    id,
    key,
    archived,
    ...fields,
    ...('lines' in fields ? { total: totalOf(record) } : {}),
    ...(hasTimestamps ? { created_at, updated_at } : {}),
  }
}
