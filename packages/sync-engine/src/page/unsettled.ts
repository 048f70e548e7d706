import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import type { Pairing } from './pairing.js'

/** Records of the hub whose create may or may not have been carried out, and cannot be looked for yet; a query a mapper. */
export async function unsettledOf(
  { context }: EntityRun,
  pairings: readonly Pairing[],
): Promise<ReadonlySet<SeenRecord>> {
  const unsettled = new Set<SeenRecord>()
  if (!context.tally.keepsUnsettled) return unsettled
  for (const [{ pair }, group] of Map.groupBy(pairings, ({ prepared }) => prepared)) {
    const records = group.flatMap(({ connec, idMap }) => (connec && idMap === undefined ? [connec] : []))
    const ids = records.map(({ id }) => id)
    const intents = await context.store.intents.bySources(context.link.id, pair, ids)
    const sources = new Set(
      intents.filter(({ side, state }) => side === 'external' && state === 'open').map((one) => one.sourceId),
    )
    for (const record of records) if (sources.has(record.id)) unsettled.add(record)
  }
  return unsettled
}
