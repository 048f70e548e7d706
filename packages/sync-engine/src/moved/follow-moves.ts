import type { KnownIdMaps } from '../page/known-id-maps.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { carryOutMoves } from './carry-out-moves.js'
import { readMoves, type TellingPage } from './read-moves.js'

/**
 * Before a page is planned: what records have become elsewhere in the application. Their pairs live on under the new ids, or
 * end where the new record is paired already. Returns whether any id map may have changed.
 *
 * A process that dies anywhere in here hears of the same moves again, and then finds done what was done.
 */
export async function followMoves(
  run: EntityRun,
  records: readonly SeenRecord[],
  known: KnownIdMaps,
): Promise<boolean> {
  if (run.planner !== undefined) return false
  let moved = false
  for (const page of tellingPages(run, records, known)) {
    for await (const moves of readMoves(run, page)) {
      if (moves.length === 0) continue
      await carryOutMoves(run, moves)
      moved = true
    }
  }
  return moved
}

function tellingPages(
  { entity, mappers }: EntityRun,
  records: readonly SeenRecord[],
  known: KnownIdMaps,
): TellingPage[] {
  const isFresh = ({ resource, id }: SeenRecord) =>
    !mappers.some(
      (prepared) => prepared.pair.external === resource && known.find(prepared, 'external', id) !== undefined,
    )
  return Object.entries(entity.moved).flatMap(([resource, list]) => {
    const own = records.filter((record) => record.side === 'external' && record.resource === resource)
    return own.length > 0 ? [{ resource, list, records: own, fresh: own.filter(isFresh) }] : []
  })
}
