import { movedAmong } from '../moved/moved-among.js'
import { reroute } from '../moved/reroute.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { joinPairs } from './join-pairs.js'
import { type KnownIdMaps, loadIdMaps } from './known-id-maps.js'
import { newIdMap } from './new-id-map.js'
import type { Pairing } from './pairing.js'
import { type Routed, routeRecords } from './route-records.js'

/** Records with their pairs, as far as these are known. */
export interface Paired {
  readonly routed: Routed
  readonly pairings: readonly Pairing[]
  readonly known: KnownIdMaps
}

/** Routes records and finds their pairs. */
export async function pair(run: EntityRun, records: readonly SeenRecord[]): Promise<Paired> {
  const routed = routeRecords(run, records, await movedAmong(run, records))
  const known = await loadIdMaps(run, records)
  const considerations = reroute(run, routed.considerations, known)
  const pairings = joinPairs(run, considerations, known).map((pairing) => pairSingleton(run, pairing))
  return { routed, pairings, known }
}

/** Both singletons are in hand: their ids belong together. */
function pairSingleton(run: EntityRun, pairing: Pairing): Pairing {
  const { prepared, idMap, connec, external } = pairing
  if (idMap !== undefined || connec === undefined || external === undefined) return pairing
  const ids = { connecId: connec.id, externalId: external.id, label: external.label }
  return { ...pairing, idMap: newIdMap(run, prepared, ids), unsaved: true }
}
