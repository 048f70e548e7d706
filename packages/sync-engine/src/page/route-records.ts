import { mapperBetween, routeOf } from '@duet/core'
import type { StoredMove } from '@duet/store'
import type { Consideration } from '../consider.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/** Where records go: once per mapper they are routed to. */
export interface Routed {
  readonly considerations: readonly Consideration[]
  /** With the connector's reason, where its route gives one. */
  readonly notShared: readonly { record: SeenRecord; reason: string | undefined }[]
  /** Records that have become other ones. */
  readonly moved: readonly { record: SeenRecord; move: StoredMove }[]
  /** Records whose route threw. */
  readonly broken: readonly { record: SeenRecord; error: unknown }[]
}

export function routeRecords(
  { entity, mappers }: EntityRun,
  records: readonly SeenRecord[],
  movedOf: ReadonlyMap<SeenRecord, StoredMove>,
): Routed {
  const moved = [...movedOf].map(([record, move]) => ({ record, move }))
  const considerations: Consideration[] = []
  const notShared: { record: SeenRecord; reason: string | undefined }[] = []
  const broken: { record: SeenRecord; error: unknown }[] = []
  for (const record of records) {
    if (movedOf.has(record)) continue
    const { side, resource, fields } = record
    try {
      const { targets: names, reason } = routeOf(entity, { side, resource, record: fields })
      const targets = names.flatMap((name) => mapperBetween(entity, { side, resource }, name) ?? [])
      if (targets.length === 0) notShared.push({ record, reason })
      for (const prepared of mappers)
        if (targets.includes(prepared.mapper)) considerations.push({ record, prepared })
    } catch (error) {
      broken.push({ record, error })
    }
  }
  return { considerations, notShared, moved, broken }
}
