import type { StoredMove } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/** What records of a page have become; one query a resource, none while nothing has ever moved. */
export async function movedAmong(
  { context }: EntityRun,
  records: readonly SeenRecord[],
): Promise<ReadonlyMap<SeenRecord, StoredMove>> {
  const found = new Map<SeenRecord, StoredMove>()
  if (!context.tally.keepsMoves) return found
  const external = records.filter(({ side }) => side === 'external')
  for (const [resource, group] of Map.groupBy(external, (record) => record.resource)) {
    const ids = group.map(({ id }) => id)
    const moves = await context.store.moves.of(context.link.id, resource, ids)
    const byId = new Map(moves.map((move) => [move.recordId, move]))
    for (const record of group) {
      const move = byId.get(record.id)
      if (move !== undefined) found.set(record, move)
    }
  }
  return found
}
