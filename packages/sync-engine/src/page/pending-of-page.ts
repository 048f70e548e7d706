import type { PendingRecord } from '@duet/store'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { type Pairing, recordKey, recordsOf } from './pairing.js'

/** What is kept of the page's records, by pair. */
export interface PendingOfPage {
  of(pairing: Pairing, record: SeenRecord): PendingRecord | undefined
}

/** Two queries a mapper at most; none when nothing is kept at all. */
export async function loadPending(
  { context, mappers }: EntityRun,
  pairings: readonly Pairing[],
): Promise<PendingOfPage> {
  const { store, link } = context
  const kept = new Map<string, PendingRecord>()
  if (!context.tally.keepsPending) return { of: () => undefined }
  for (const prepared of mappers) {
    const records = pairings.filter((pairing) => pairing.prepared === prepared).flatMap(recordsOf)
    for (const side of ['connec', 'external'] as const) {
      const ids = records.filter((record) => record.side === side).map(({ id }) => id)
      if (ids.length === 0) continue
      for (const row of await store.pending.byRecords(link.id, prepared.pair, side, ids))
        kept.set(`${mappers.indexOf(prepared)} ${recordKey(side, '', row.recordId)}`, row)
    }
  }
  return {
    of: ({ prepared }, { side, id }) => kept.get(`${mappers.indexOf(prepared)} ${recordKey(side, '', id)}`),
  }
}
