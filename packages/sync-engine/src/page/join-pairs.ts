import type { IdMap } from '@duet/store'
import type { Consideration } from '../consider.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import type { KnownIdMaps } from './known-id-maps.js'
import { newIdMap } from './new-id-map.js'
import type { Pairing } from './pairing.js'

/** Brings the records of both sides together by their ids, each under its mapper; never by scanning. */
export function joinPairs(
  run: EntityRun,
  considerations: readonly Consideration[],
  known: KnownIdMaps,
): Pairing[] {
  const joined = new Map<string, Pairing>()
  const made = new Map<string, IdMap>()
  for (const { record, prepared } of considerations) {
    const { idMap, duplicate } = identify(run, { record, prepared, known, made })
    const key = `${run.mappers.indexOf(prepared)} ${keyOf(prepared, idMap, record, duplicate)}`
    const other = joined.get(key)
    const unsaved = [...made.values()].some((one) => one === idMap)
    joined.set(key, {
      ...other,
      prepared,
      idMap: other?.idMap ?? idMap,
      unsaved,
      duplicate,
      [record.side]: record,
    })
  }
  return [...joined.values()]
}

interface Identifying extends Consideration {
  readonly known: KnownIdMaps
  /** Id maps made for hub records of this page that name an id of ours. */
  readonly made: Map<string, IdMap>
}

function identify(run: EntityRun, { record, prepared, known, made }: Identifying) {
  const own = known.find(prepared, record.side, record.id)
  if (own !== undefined) return { idMap: own, duplicate: undefined }
  const key = (externalId: string) => `${run.mappers.indexOf(prepared)} ${externalId}`
  if (record.side === 'external') return { idMap: made.get(key(record.id)), duplicate: undefined }
  const [externalId] = run.context.scopes.own(prepared.mapper, record.externalIds)
  if (externalId === undefined) return { idMap: undefined, duplicate: undefined }
  const other = known.find(prepared, 'external', externalId)
  if (other !== undefined && other.connecId !== null) return { idMap: undefined, duplicate: externalId }
  const idMap: IdMap = other
    ? { ...other, connecId: record.id }
    : newIdMap(run, prepared, { connecId: record.id, externalId, label: record.label })
  known.put(prepared, idMap)
  made.set(key(externalId), idMap)
  return { idMap, duplicate: undefined }
}

function keyOf(
  { mapper }: PreparedMapper,
  idMap: IdMap | undefined,
  { side, id }: SeenRecord,
  duplicate: string | undefined,
): string {
  if (duplicate !== undefined) return `duplicate ${side} ${id}`
  return idMap?.id ?? (mapper.connec.singleton ? 'singleton' : `${side} ${id}`)
}
