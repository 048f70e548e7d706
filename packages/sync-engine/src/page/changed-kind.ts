import type { IdMap } from '@duet/store'
import type { Consideration } from '../consider.js'
import { INACTIVE_BY } from '../plan/plan-input.js'
import type { EntityRun } from '../run-context.js'
import type { KnownIdMaps } from './known-id-maps.js'

/**
 * Id maps of records of the application that have become another kind, a contact that is a company now: the old pair
 * ends, so that nothing is written under it any more.
 */
export function changedKinds(
  run: EntityRun,
  considerations: readonly Consideration[],
  known: KnownIdMaps,
): IdMap[] {
  if (run.mappers.length < 2) return []
  const ended: IdMap[] = []
  const routedOf = new Map(
    [...Map.groupBy(considerations, (one) => one.record)].map(([record, all]) => [
      record,
      all.map((one) => one.prepared),
    ]),
  )
  for (const { record, prepared } of considerations) {
    if (record.side === 'connec') continue
    const routed = routedOf.get(record) ?? []
    for (const other of run.mappers) {
      if (other.pair.external !== record.resource || routed.includes(other)) continue
      const old = known.find(other, 'external', record.id)
      if (old === undefined || old.inactive) continue
      ended.push({
        ...old,
        inactive: true,
        message: `The record has become a ${prepared.pair.connec}`,
        metadata: { ...old.metadata, [INACTIVE_BY]: 'external' },
        updatedAt: run.context.clock(),
      })
    }
  }
  return ended
}
