import type { IdMap, IdMaps, NewAnnouncement, PendingKey, StoredMove, Trace } from '@duet/store'
import { INACTIVE_BY } from '../plan/plan-input.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'
import { MOVED_FROM, movedFrom } from './moved-from.js'
import { moveAnnouncement, moveTraces } from './moved-rows.js'

/** What follows from a page of moves. */
export interface Remapped {
  readonly idMaps: IdMap[]
  /** Id maps in whose place others come. */
  readonly superseded: string[]
  readonly announcements: NewAnnouncement[]
  readonly noLongerPending: PendingKey[]
  readonly traces: Omit<Trace, 'id'>[]
  /** Pairs whose record was merged into one that is paired with another record of the hub. */
  readonly merged: { readonly prepared: PreparedMapper; readonly idMap: IdMap; readonly words: string }[]
}

/**
 * The pair of a record that has become another one is the pair of that one from now on. Nothing is agreed about the new
 * record yet: both sides are looked at and compared. Where the new record is paired already, that pair stays as it is and
 * the old one ends.
 */
export async function remap(
  run: EntityRun,
  moves: readonly StoredMove[],
  idMaps: Pick<IdMaps, 'byExternalIds'>,
): Promise<Remapped> {
  const remapped: Remapped = {
    idMaps: [],
    superseded: [],
    announcements: [],
    noLongerPending: [],
    traces: [],
    merged: [],
  }
  for (const prepared of run.mappers) {
    const own = moves.filter(({ resource }) => resource === prepared.pair.external)
    for (const [resource, group] of Map.groupBy(own, ({ toResource }) => toResource)) {
      const now = run.mappers.find(
        ({ pair }) => pair.external === resource && pair.connec === prepared.pair.connec,
      )
      await remapGroup(run, { prepared, now, moves: group }, { idMaps, remapped })
    }
  }
  return remapped
}

interface MoveGroup {
  readonly prepared: PreparedMapper
  /** The mapper of the new records; undefined where they are no such records any more. */
  readonly now: PreparedMapper | undefined
  readonly moves: readonly StoredMove[]
}

async function remapGroup(
  run: EntityRun,
  { prepared, now, moves }: MoveGroup,
  { idMaps, remapped }: { idMaps: Pick<IdMaps, 'byExternalIds'>; remapped: Remapped },
): Promise<void> {
  const { id: linkId } = run.context.link
  const oldIds = moves.map(({ recordId }) => recordId)
  const old = new Map(
    (await idMaps.byExternalIds(linkId, prepared.pair, oldIds)).map((one) => [one.externalId, one]),
  )
  const newIds = now === undefined ? [] : moves.map(({ toId }) => toId)
  const taken = new Map(
    (now === undefined ? [] : await idMaps.byExternalIds(linkId, now.pair, newIds)).map((one) => [
      one.externalId,
      one,
    ]),
  )
  for (const move of moves) {
    const idMap = old.get(move.recordId)
    remapped.noLongerPending.push(...waitingUnder(prepared, move, idMap))
    if (idMap === undefined || !lives(idMap)) continue
    const after = remapOne(run, { prepared, now, idMap, move, holder: taken.get(move.toId), remapped })
    if (after !== undefined) taken.set(move.toId, after)
  }
}

/** A pair that ended because its record of the application was gone: now it is known where that went. */
const lives = ({ inactive, metadata }: IdMap): boolean => !inactive || metadata[INACTIVE_BY] === 'external'

/** What waits under the old id waits in vain; the look at the new pair finds it again. */
function waitingUnder(
  { pair }: PreparedMapper,
  { linkId, recordId }: StoredMove,
  idMap: IdMap | undefined,
): PendingKey[] {
  const own: PendingKey = { linkId, pair, side: 'external', recordId }
  const connecId = idMap?.connecId
  return connecId == null ? [own] : [own, { linkId, pair, side: 'connec', recordId: connecId }]
}

interface OneMove {
  readonly prepared: PreparedMapper
  readonly now: PreparedMapper | undefined
  readonly idMap: IdMap
  readonly move: StoredMove
  /** Who has the new id so far. */
  readonly holder: IdMap | undefined
  readonly remapped: Remapped
}

/** Returns who has the new id afterwards. */
function remapOne(run: EntityRun, { prepared, now, idMap, move, holder, remapped }: OneMove) {
  if (now === undefined || (holder?.connecId != null && holder.connecId !== idMap.connecId)) {
    const words = `The record was merged into ${move.toResource} ${move.toId} in ${run.context.connector.displayName}`
    if (!idMap.inactive) remapped.merged.push({ prepared, idMap, words })
    return holder
  }
  if (idMap.connecId === null) return holder
  const isSame = holder?.connecId === idMap.connecId
  const after = isSame ? { ...holder, metadata: withMove(holder, idMap, move) } : movedTo(idMap, now, move)
  if (holder !== undefined) remapped.superseded.push(isSame ? idMap.id : holder.id)
  remapped.idMaps.push({ ...after, updatedAt: run.context.clock() })
  remapped.announcements.push(moveAnnouncement(run, now, after))
  remapped.traces.push(...moveTraces(run, { prepared, now, move, idMap: after }))
  return after
}

function movedTo(idMap: IdMap, { pair }: PreparedMapper, move: StoredMove): IdMap {
  const { [INACTIVE_BY]: _, ...metadata } = withMove(idMap, idMap, move)
  return {
    ...idMap,
    externalResource: pair.external,
    externalId: move.toId,
    base: null,
    receipts: { connec: null, external: null },
    pushedAt: { connec: null, external: null },
    inactive: false,
    message: null,
    metadata,
  }
}

const withMove = (idMap: IdMap, before: IdMap, { resource, recordId }: StoredMove): IdMap['metadata'] => ({
  ...idMap.metadata,
  [MOVED_FROM]: [...movedFrom(before), { resource, id: recordId }],
})
