import type { AnyResource, Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import { stopsEnding } from '../breaker/mass-guard.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { readConnecByIds, readExternalByIds } from '../read/read-by-id.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { endPairs } from './end-pairs.js'
import { goneStaging, type Scan, seenStaging } from './scan.js'

/**
 * Ends the pairs whose record is gone: those a finished scan did not see, each of which the side says by its id that it is
 * not there. Many at once stop the entity before any of them is ended. A dry run counts them.
 */
export async function endDeleted(
  run: EntityRun,
  places: readonly { readonly scan: Scan | undefined }[],
): Promise<void> {
  const scans = places.flatMap(({ scan }) => scan ?? [])
  if (scans.length === 0) return
  const isHeld = run.context.held.has(run.entity)
  const finished = isHeld ? [] : scans.filter((scan) => scan.isFinished())
  for (const side of new Set(finished.map((scan) => scan.side))) {
    const sought = finished.filter((scan) => scan.side === side)
    let gone = 0
    for (const scan of sought) gone += await putGoneAside(run, scan)
    if (run.planner !== undefined) run.planner.lose?.(run, { side, count: gone })
    else if (gone > 0 && !(await stopsEnding(run, gone))) for (const scan of sought) await endGone(run, scan)
  }
  await forget(run)
}

/** What an earlier run left behind must not count as seen. */
export async function forget(run: EntityRun): Promise<void> {
  const { store, link } = run.context
  for (const side of ['connec', 'external'] as const) {
    if (run.entity.deletions[side] === 'ignore') continue
    await store.staged.clear(link.id, seenStaging(run, side))
    await store.staged.clear(link.id, goneStaging(run, side))
  }
}

const mappersOf = ({ mappers }: EntityRun, { side, resource }: Scan): PreparedMapper[] =>
  mappers.filter(({ pair }) => pair[side] === resource)

const placeOf = (side: Side, { pair }: PreparedMapper) => ({
  side,
  resource: `${pair.connec} ${pair.external}`,
})

async function putGoneAside(run: EntityRun, scan: Scan): Promise<number> {
  const { store, link, settings } = run.context
  const { side, staging } = scan
  let count = 0
  for (const prepared of mappersOf(run, scan)) {
    let after: string | undefined
    do {
      const wanted = { side, staging, after, limit: settings.pageSize }
      const { rows, next } = await store.idMaps.unseen(link.id, prepared.pair, wanted)
      const gone = await goneOf(run, prepared, { side, ids: rows.flatMap((row) => idOn(row, side) ?? []) })
      await store.staged.save(
        gone.map((recordId) => ({
          linkId: link.id,
          entity: goneStaging(run, side),
          ...placeOf(side, prepared),
          recordId,
          peerId: null,
          payload: null,
          recordUpdatedAt: null,
        })),
      )
      count += gone.length
      after = next
    } while (after !== undefined)
  }
  return count
}

/** A list may leave out what is there; only the record's own address tells. */
async function goneOf(
  run: EntityRun,
  { mapper }: PreparedMapper,
  { side, ids }: { side: Side; ids: readonly string[] },
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  if (side === 'connec') return (await readConnecByIds(run, mapper.connec, ids)).gone
  const external: AnyResource = mapper.external
  return external.read === undefined ? [] : (await readExternalByIds(run, external, ids)).gone
}

async function endGone(run: EntityRun, scan: Scan): Promise<void> {
  const { store, link, settings } = run.context
  const { side } = scan
  for (const prepared of mappersOf(run, scan)) {
    let after: string | undefined
    do {
      const place = { ...placeOf(side, prepared), after, limit: settings.pageSize }
      const { rows, next } = await store.staged.page(link.id, goneStaging(run, side), place)
      const ids = rows.map(({ recordId }) => recordId)
      const idMaps: IdMap[] = await (side === 'connec'
        ? store.idMaps.byConnecIds(link.id, prepared.pair, ids)
        : store.idMaps.byExternalIds(link.id, prepared.pair, ids))
      await endPairs(run, { prepared, side, idMaps })
      after = next
    } while (after !== undefined)
  }
}
