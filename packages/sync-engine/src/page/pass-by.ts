import { commit, count, noChanges } from '../apply/page-changes.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { changedKinds } from './changed-kind.js'
import { findFailedPeers } from './find-failed-peers.js'
import { findUnmoved } from './find-unmoved.js'
import { pair } from './pair.js'
import { recordsOf } from './pairing.js'
import { loadPending } from './pending-of-page.js'

/**
 * Counts the records that are as they were last agreed, and returns the others: only these can be anybody's rivals. A dry
 * run, and whoever follows records that become other ones, looks at all of them.
 */
export async function passBy(run: EntityRun, records: readonly SeenRecord[]): Promise<readonly SeenRecord[]> {
  if (run.planner !== undefined || Object.keys(run.entity.moved).length > 0) return records
  const { pairings, routed, known } = await pair(run, records)
  const waiting = {
    failedPeers: await findFailedPeers(run, pairings),
    kept: await loadPending(run, pairings),
  }
  const unmoved = await findUnmoved(run, pairings, waiting)
  if (unmoved.size === 0) return records
  const passed = new Set([...unmoved].flatMap(recordsOf))
  const changes = noChanges()
  for (const { side } of passed) count(changes, run, { side, outcome: 'unchanged' })
  const considerations = routed.considerations.filter(({ record }) => passed.has(record))
  for (const idMap of changedKinds(run, considerations, known)) changes.idMaps.set(idMap.id, idMap)
  await commit(run, changes)
  return records.filter((record) => !passed.has(record))
}
