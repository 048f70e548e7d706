import type { Side } from '@duet/core'
import type { PendingRecord } from '@duet/store'
import { isToBePutAway } from '../deletion/to-be-put-away.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { Pairing } from './pairing.js'

const SIDES: readonly Side[] = ['connec', 'external']

/** Pairs of which the other record has an edit that failed to travel: it must not be written over unseen. */
export async function findFailedPeers(
  { context }: EntityRun,
  pairings: readonly Pairing[],
): Promise<ReadonlySet<Pairing>> {
  const found = new Set<Pairing>()
  if (!context.tally.keepsFailed) return found
  for (const side of SIDES) {
    const alone = pairings.filter((pairing) => pairing[side] === undefined && pairing.idMap !== undefined)
    for (const [prepared, group] of Map.groupBy(alone, (pairing) => pairing.prepared)) {
      const ids = group.flatMap(({ idMap }) => (idMap && idOn(idMap, side)) ?? [])
      const rows = await context.store.pending.byRecords(context.link.id, prepared.pair, side, ids)
      const failed = new Set(rows.filter(isFailedEdit).map(({ recordId }) => recordId))
      for (const pairing of group)
        if (pairing.idMap && failed.has(idOn(pairing.idMap, side) ?? '')) found.add(pairing)
    }
  }
  return found
}

const isFailedEdit = (row: PendingRecord): boolean => row.state !== 'parked' && !isToBePutAway(row)
