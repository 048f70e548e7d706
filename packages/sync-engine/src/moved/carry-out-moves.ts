import type { Move } from '@duet/core'
import type { StoredMove } from '@duet/store'
import { endPairs } from '../deletion/end-pairs.js'
import type { EntityRun } from '../run-context.js'
import { type Remapped, remap } from './remap.js'

/**
 * A page of moves: pairs that live on are stored under their new ids in one transaction; then those end whose record was
 * merged into one that is paired already, as if it had been deleted.
 */
export async function carryOutMoves(run: EntityRun, moves: readonly Move[]): Promise<void> {
  const rows = movesOf(run, moves)
  if (rows.length === 0) return
  const { merged } = await commitMoves(run, rows)
  for (const [prepared, group] of Map.groupBy(merged, (one) => one.prepared)) {
    const words = new Map(group.map((one) => [one.idMap.id, one.words]))
    const idMaps = group.map(({ idMap }) => idMap)
    await endPairs(run, { prepared, side: 'external', idMaps, what: ({ id }) => words.get(id) })
  }
}

function movesOf({ context, mappers }: EntityRun, moves: readonly Move[]): StoredMove[] {
  const isMapped = (resource: string) => mappers.some(({ pair }) => pair.external === resource)
  return moves
    .filter(({ from, to }) => isMapped(from.resource) && isMapped(to.resource))
    .map(({ from, to }) => ({
      linkId: context.link.id,
      resource: from.resource,
      recordId: from.id,
      toResource: to.resource,
      toId: to.id,
      at: context.clock(),
    }))
}

async function commitMoves(run: EntityRun, rows: readonly StoredMove[]): Promise<Remapped> {
  const { store, run: synchronization, tally } = run.context
  const remapped = await store.transaction(async (tx) => {
    await tx.runs.assertHeld(synchronization.id, synchronization.lease.token)
    const moves = await tx.moves.save(rows)
    const found = await remap(run, moves, tx.idMaps)
    await tx.idMaps.remove(found.superseded)
    await tx.idMaps.save(found.idMaps)
    await tx.pending.remove(found.noLongerPending)
    await tx.announcements.add(found.announcements)
    await tx.traces.add(found.traces)
    return found
  })
  tally.keepsMoves = true
  if (remapped.announcements.length > 0) tally.keepsAnnouncements = true
  return remapped
}
