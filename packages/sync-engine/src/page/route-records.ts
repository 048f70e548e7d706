import { routedMappers } from '@duet/core'
import type { Consideration } from '../consider.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/** Where records go: once per mapper they are routed to. */
export interface Routed {
  readonly considerations: readonly Consideration[]
  readonly notShared: readonly SeenRecord[]
  /** Records whose route threw. */
  readonly broken: readonly { record: SeenRecord; error: unknown }[]
}

export function routeRecords({ entity, mappers }: EntityRun, records: readonly SeenRecord[]): Routed {
  const considerations: Consideration[] = []
  const notShared: SeenRecord[] = []
  const broken: { record: SeenRecord; error: unknown }[] = []
  for (const record of records) {
    const { side, resource, fields } = record
    try {
      const targets = routedMappers(entity, { side, resource, record: fields })
      if (targets.length === 0) notShared.push(record)
      for (const prepared of mappers)
        if (targets.includes(prepared.mapper)) considerations.push({ record, prepared })
    } catch (error) {
      broken.push({ record, error })
    }
  }
  return { considerations, notShared, broken }
}
