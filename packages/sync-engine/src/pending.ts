import type { Entity, Side } from '@duet/core'
import type { PendingRecord } from '@duet/store'
import { endPairs } from './deletion/end-pairs.js'
import { processPage } from './page/process-page.js'
import { type FoundRecords, readConnecByIds, readExternalByIds } from './read/read-by-id.js'
import { seenOf } from './read/read-pages.js'
import { connecResources, externalResources } from './read/resources.js'
import type { EntityRun, RunContext } from './run-context.js'
import { restoredConnec, type SeenPage, type SeenRecord, type UnreadRecord } from './seen-record.js'

/**
 * Takes up the records of an entity that failed and are due, and the parked ones whose reference has come. Returns
 * how many are no longer kept, so that the caller goes on while something moves.
 */
export async function takeUpDue(context: RunContext, entity: Entity): Promise<number> {
  const directions = context.link.entities[entity.name]
  let moved = 0
  if (!context.tally.keepsPending) return moved
  for (const side of ['external', 'connec'] as const) {
    if (side === 'connec' ? !directions?.toExternal : !directions?.toConnec) continue
    let after: string | undefined
    do {
      const filter = {
        entity: entity.name,
        side,
        now: context.clock(),
        limit: context.settings.pageSize,
        after,
      }
      const { rows, next } = await context.store.pending.due(context.link.id, filter)
      if (rows.length === 0) break
      const run = await context.entityRun(entity)
      await takeUp(run, side, rows)
      moved += rows.length - (await stillKept(run, side, rows))
      after = next
    } while (after !== undefined)
  }
  return moved
}

/** Works on kept records again. With `leaveOut`, without the references they wait for. */
export async function takeUp(
  run: EntityRun,
  side: Side,
  rows: readonly PendingRecord[],
  { leaveOut }: { leaveOut?: boolean } = {},
): Promise<void> {
  const { seen, unread, gone } = await readAgain(run, side, rows)
  await processPage(run, { seen, unread, retried: rows, rivals: 'none', leaveOut })
  if (run.planner === undefined && run.entity.deletions[side] !== 'ignore') await endGone(run, side, gone)
}

/** What failed and is gone by now, or could not be put away when it went: its pair ends. */
async function endGone(run: EntityRun, side: Side, rows: readonly PendingRecord[]): Promise<void> {
  const { store, link } = run.context
  for (const prepared of run.mappers) {
    const { pair } = prepared
    const own = rows.filter((row) => row.pair.connec === pair.connec && row.pair.external === pair.external)
    if (own.length === 0) continue
    const ids = own.map(({ recordId }) => recordId)
    const idMaps = await (side === 'connec'
      ? store.idMaps.byConnecIds(link.id, pair, ids)
      : store.idMaps.byExternalIds(link.id, pair, ids))
    await endPairs(run, { prepared, side, idMaps, retried: own })
  }
}

async function stillKept(run: EntityRun, side: Side, rows: readonly PendingRecord[]): Promise<number> {
  const { store, link } = run.context
  let kept = 0
  for (const { pair } of run.mappers) {
    const ids = rows.filter((row) => row.pair.connec === pair.connec && row.pair.external === pair.external)
    if (ids.length > 0)
      kept += (
        await store.pending.byRecords(
          link.id,
          pair,
          side,
          ids.map(({ recordId }) => recordId),
        )
      ).length
  }
  return kept
}

/** Failed records are read anew where that is possible; parked ones are as they were kept. */
async function readAgain(
  run: EntityRun,
  side: Side,
  rows: readonly PendingRecord[],
): Promise<SeenPage & { gone: PendingRecord[] }> {
  const gone: PendingRecord[] = []
  const seen = new Map<string, SeenRecord>()
  const unread = new Map<string, UnreadRecord>()
  for (const [resource, group] of Map.groupBy(rows, ({ pair }) => pair[side])) {
    const [failed, parked] = [
      group.filter(({ state, payload }) => state !== 'parked' || payload === null),
      group.filter(({ state, payload }) => state === 'parked' && payload !== null),
    ]
    const page = await readFailed(run, { side, resource }, failed)
    gone.push(...failed.filter(({ recordId }) => page?.gone.includes(recordId)))
    const stored = readStored(run, { side, resource }, page === undefined ? group : parked)
    for (const record of [...stored.seen, ...(page?.seen ?? [])]) seen.set(`${resource} ${record.id}`, record)
    for (const record of [...stored.unread, ...(page?.unread ?? [])])
      unread.set(`${resource} ${record.id}`, record)
  }
  return { seen: [...seen.values()], unread: [...unread.values()], gone }
}

async function readFailed(
  run: EntityRun,
  { side, resource }: { side: Side; resource: string },
  rows: readonly PendingRecord[],
): Promise<FoundRecords | undefined> {
  if (rows.length === 0) return { seen: [], unread: [], gone: [] }
  const ids = rows.map(({ recordId }) => recordId)
  if (side === 'connec') {
    const connec = connecResources(run.entity).find(({ name }) => name === resource)
    return connec && readConnecByIds(run, connec, ids)
  }
  const external = externalResources(run.entity).find(({ name }) => name === resource)
  return external?.read && readExternalByIds(run, external, ids)
}

function readStored(
  run: EntityRun,
  { side, resource }: { side: Side; resource: string },
  rows: readonly PendingRecord[],
): SeenPage {
  if (side === 'external') {
    const external = externalResources(run.entity).find(({ name }) => name === resource)
    return external
      ? seenOf(
          external,
          rows.map(({ payload }) => payload),
        )
      : { seen: [], unread: [] }
  }
  const connec = connecResources(run.entity).find(({ name }) => name === resource)
  return {
    seen: connec ? rows.map(({ payload }) => restoredConnec(connec, payload)) : [],
    unread: [],
  }
}
