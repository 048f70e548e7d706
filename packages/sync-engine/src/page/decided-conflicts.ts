import type { Side } from '@duet/core'
import { openConflictsOf } from '../plan/plan-input.js'
import type { EntityRun } from '../run-context.js'
import type { Pairing } from './pairing.js'

/** What a person decided about conflicts that were left open; asked only for pairs that have one. */
export async function decidedConflicts(
  { context }: EntityRun,
  pairings: readonly Pairing[],
): Promise<ReadonlyMap<Pairing, ReadonlyMap<string, Side>>> {
  const decided = new Map<Pairing, ReadonlyMap<string, Side>>()
  for (const pairing of pairings) {
    const open = openConflictsOf(pairing.idMap)
    const { connecId, externalId } = pairing.idMap ?? {}
    if (open.length === 0 || !connecId || !externalId) continue
    const { rows } = await context.store.conflicts.list(context.link.id, { connecId, externalId, limit: 50 })
    const winners = new Map<string, Side>()
    for (const { field, policy, winner } of rows.toReversed())
      if ((policy === 'manual' || policy === 'flip_flop') && winner !== null && open.includes(field))
        winners.set(field, winner)
    decided.set(pairing, winners)
  }
  return decided
}
