import type { Entity, Side } from '@duet/core'
import type { IdMap, StagedKey } from '@duet/store'
import { toHubId } from '../id-scope.js'
import { isUnmet } from '../moved/moved-from.js'
import { INACTIVE_BY, openConflictsOf } from '../plan/plan-input.js'
import { readConnecByIds, readExternalByIds } from '../read/read-by-id.js'
import { seenOf } from '../read/read-pages.js'
import { connecResources } from '../read/resources.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import { restoredConnec, type SeenRecord } from '../seen-record.js'
import type { PageInput } from './page-input.js'
import type { Pairing } from './pairing.js'

const SIDES: readonly Side[] = ['connec', 'external']

/** Records of the other side that belong to a page. */
export interface Rivals {
  readonly records: readonly SeenRecord[]
  readonly staged: readonly StagedKey[]
  /** Id maps whose record on one side turned out to be gone. */
  readonly ended: readonly IdMap[]
}

/** The pairs whose other side is looked for. */
export interface Rivalled {
  readonly pairings: readonly Pairing[]
  /** Those whose other record has an edit that failed to travel. */
  readonly failedPeers: ReadonlySet<Pairing>
}

/** Finds the other side of the page's pairs: among the staged records, or by reading them. */
export async function findRivals(
  run: EntityRun,
  { rivals }: PageInput,
  { pairings, failedPeers }: Rivalled,
): Promise<Rivals> {
  const staged = rivals === 'staged' ? await stagedRivals(run, pairings) : { records: [], staged: [] }
  const found = new Set(staged.records.map(({ id }) => id))
  const wanted = pairings.filter(
    (pairing) =>
      (rivals === 'read' ||
        openConflictsOf(pairing.idMap).length > 0 ||
        isUnmet(pairing.idMap) ||
        failedPeers.has(pairing) ||
        isRevived(run, pairing)) &&
      !(pairing.idMap?.connecId != null && found.has(pairing.idMap.connecId)),
  )
  const read = await counterparts(run, wanted)
  const singletons = await singletonRivals(run, pairings)
  return {
    records: [...staged.records, ...read.records, ...singletons],
    staged: staged.staged,
    ended: read.ended,
  }
}

async function stagedRivals(run: EntityRun, pairings: readonly Pairing[]): Promise<Omit<Rivals, 'ended'>> {
  const { context, entity } = run
  const records: SeenRecord[] = []
  const staged: StagedKey[] = []
  for (const resource of connecResources(entity)) {
    const ofResource = pairings.filter(({ prepared }) => prepared.mapper.connec === resource)
    const recordIds = ofResource.flatMap(({ idMap }) => idMap?.connecId ?? [])
    const peerIds = ofResource.flatMap(({ prepared, external }) =>
      external ? [toHubId(prepared.mapper.external, external.id)] : [],
    )
    if (recordIds.length + peerIds.length === 0) continue
    const place = { side: 'connec', resource: resource.name } as const
    // what exists once is the rival whatever its ids
    const wanted = resource.singleton ? place : { ...place, recordIds, peerIds }
    for (const row of await context.store.staged.take(context.link.id, run.staging, wanted)) {
      records.push(restoredConnec(resource, row.payload))
      staged.push(row)
    }
  }
  return { records, staged }
}

async function counterparts(run: EntityRun, pairings: readonly Pairing[]): Promise<Omit<Rivals, 'staged'>> {
  const records: SeenRecord[] = []
  const ended: IdMap[] = []
  for (const side of SIDES) {
    const sought = pairings.filter((pairing) => isSought(run, pairing, side))
    for (const [prepared, group] of Map.groupBy(sought, (pairing) => pairing.prepared)) {
      const ids = group.flatMap(({ idMap }) => (idMap && idOn(idMap, side)) ?? [])
      const { connec, external } = prepared.mapper
      if (side === 'external' && external.read === undefined) continue
      const found = await (side === 'connec'
        ? readConnecByIds(run, connec, ids)
        : readExternalByIds(run, external, ids))
      records.push(...found.seen)
      for (const { idMap } of group)
        if (idMap && found.gone.includes(idOn(idMap, side) ?? '')) ended.push(endedBy(run, idMap, side))
    }
  }
  return { records, ended }
}

/** A side is looked at only when its records travel. */
function isSought(run: EntityRun, pairing: Pairing, side: Side): boolean {
  const { directions } = run
  const { idMap } = pairing
  if (pairing[side] !== undefined || idMap?.connecId == null || idMap.externalId == null) return false
  if (idMap.inactive && !isRevived(run, pairing)) return false
  return side === 'connec' ? directions.toExternal : directions.toConnec
}

/** A pair that had ended lives again: what the other side changed meanwhile was passed by, and is looked at now. */
function isRevived({ entity }: EntityRun, { idMap, external, connec, prepared }: Pairing): boolean {
  if (!idMap?.inactive) return false
  if (idMap.metadata[INACTIVE_BY] === 'connec') return connec !== undefined
  return external !== undefined && !isSwitchedOff(entity, { prepared, external })
}

/** What throws is found out when the record is planned. */
function isSwitchedOff(
  entity: Entity,
  { prepared, external }: Pick<Pairing, 'prepared'> & { external: SeenRecord },
): boolean {
  try {
    return entity.inactive[prepared.pair.external]?.(external.fields) ?? false
  } catch {
    return true
  }
}

/** The id map of a pair of which one record is gone. */
export function endedBy({ context }: EntityRun, idMap: IdMap, side: Side): IdMap {
  return {
    ...idMap,
    inactive: true,
    message: 'The record is gone over there',
    metadata: { ...idMap.metadata, [INACTIVE_BY]: side },
    updatedAt: context.clock(),
  }
}

/** There is one record on each side, so they belong together whatever their ids. */
async function singletonRivals(run: EntityRun, pairings: readonly Pairing[]): Promise<SeenRecord[]> {
  const records: SeenRecord[] = []
  for (const { prepared, idMap, connec, external } of pairings) {
    if (!prepared.mapper.connec.singleton || idMap !== undefined || !connec || external) continue
    const { external: resource } = prepared.mapper
    for await (const page of resource.list(run.context.http, { pageSize: 1 })) {
      records.push(...seenOf(resource, page).seen.slice(0, 1))
      if (page.length > 0) break
    }
  }
  return records
}
