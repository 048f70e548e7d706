import { otherSide } from '@duet/core'
import type { IdMap } from '@duet/store'
import { hashOf } from '../canonical.js'
import { consider, wantedReferences } from '../consider.js'
import { readConnecByIds, readExternalByIds } from '../read/read-by-id.js'
import { idOn, loadReferenceIds } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import type { GonePairs } from './end-pairs.js'

/** Pairs whose other record is still as it was agreed, and those that have lost it as well. */
export async function findUnedited(
  run: EntityRun,
  { prepared, side, idMaps }: GonePairs,
): Promise<{ unedited: IdMap[]; gone: IdMap[] }> {
  const other = otherSide(side)
  const { connec, external } = prepared.mapper
  const ids = idMaps.flatMap((idMap) => idOn(idMap, other) ?? [])
  const found = await (other === 'connec'
    ? readConnecByIds(run, connec, ids)
    : readExternalByIds(run, external, ids))
  const records = new Map(found.seen.map((record) => [record.id, record]))
  const hashes = await hashesOf(run, prepared, found.seen)
  return {
    unedited: idMaps.filter((idMap) => {
      const id = idOn(idMap, other) ?? ''
      return records.has(id) && hashes.get(id) === idMap.receipts[other]
    }),
    gone: idMaps.filter((idMap) => found.gone.includes(idOn(idMap, other) ?? '')),
  }
}

/** A record that cannot be mapped has no hash: it counts as edited. */
async function hashesOf(
  { context }: EntityRun,
  prepared: GonePairs['prepared'],
  records: readonly SeenRecord[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>()
  const considerations = records.map((record) => ({ record, prepared }))
  const wanted = considerations.flatMap(
    (one) => orNothing(() => wantedReferences(context, one).references) ?? [],
  )
  const ids = await loadReferenceIds(context, wanted)
  for (const one of considerations) {
    const considered = orNothing(() => consider(context, one, { ids, leaveOut: true }))
    if (considered !== undefined) hashes.set(one.record.id, hashOf(considered.image))
  }
  return hashes
}

function orNothing<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
