import type { Consideration } from '../consider.js'
import type { KnownIdMaps } from '../page/known-id-maps.js'
import type { EntityRun } from '../run-context.js'
import { movedFrom } from './moved-from.js'

/**
 * Records of the hub whose counterpart has become another kind in the application stay with it, whatever their route
 * says: the person of a converted lead may go on being called a lead at the hub, and is the contact's all the same.
 */
export function reroute(
  { mappers }: EntityRun,
  considerations: readonly Consideration[],
  known: KnownIdMaps,
): Consideration[] {
  return considerations.map((one) => {
    const { record, prepared } = one
    if (record.side === 'external' || known.find(prepared, 'connec', record.id)?.inactive === false)
      return one
    const now = mappers.find(
      (other) =>
        other.pair.connec === prepared.pair.connec &&
        movedFrom(known.find(other, 'connec', record.id)).some(
          ({ resource }) => resource === prepared.pair.external,
        ),
    )
    return now === undefined ? one : { record, prepared: now }
  })
}
