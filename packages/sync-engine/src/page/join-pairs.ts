import { otherSide } from '@duet/core'
import type { IdMap } from '@duet/store'
import type { Consideration } from '../consider.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import type { KnownIdMaps } from './known-id-maps.js'
import { newIdMap } from './new-id-map.js'
import type { Pairing } from './pairing.js'

/**
 * Brings the records of both sides together by their ids, each under its mapper; never by scanning. Records of the hub
 * come first: they may name an id of ours that no id map has yet.
 */
export function joinPairs(
  run: EntityRun,
  considerations: readonly Consideration[],
  known: KnownIdMaps,
): Pairing[] {
  const joined = new Map<string, Pairing>()
  const made = new Map<string, IdMap>()
  for (const { record, prepared } of hubFirst(oneOfSingletons(considerations, known))) {
    const { idMap, duplicate, isMade } = identify(run, { record, prepared, known, made })
    const key = `${run.mappers.indexOf(prepared)} ${keyOf(prepared, idMap, record, duplicate)}`
    const other = joined.get(key)
    const unsaved = other?.unsaved || isMade
    joined.set(key, {
      ...other,
      prepared,
      idMap: isMade ? idMap : (other?.idMap ?? idMap),
      unsaved,
      duplicate,
      [record.side]: record,
    })
  }
  return [...joined.values()]
}

/** Of what exists once there is one record on a side: the one that is paired, else the first. */
function oneOfSingletons(considerations: readonly Consideration[], known: KnownIdMaps): Consideration[] {
  const chosen = new Map<string, Consideration>()
  for (const one of considerations) {
    const { record, prepared } = one
    const key = `${record.side} ${prepared.pair.connec} ${prepared.pair.external}`
    if (!chosen.has(key) || known.find(prepared, record.side, record.id) !== undefined) chosen.set(key, one)
  }
  const all = new Set(chosen.values())
  return considerations.filter((one) => !one.prepared.mapper.connec.singleton || all.has(one))
}

const hubFirst = (considerations: readonly Consideration[]): Consideration[] => [
  ...considerations.filter(({ record }) => record.side === 'connec'),
  ...considerations.filter(({ record }) => record.side === 'external'),
]

interface Identifying extends Consideration {
  readonly known: KnownIdMaps
  /** Id maps made for hub records of this page that name an id of ours. */
  readonly made: Map<string, IdMap>
}

interface Identified {
  readonly idMap: IdMap | undefined
  readonly isMade: boolean
  /** The id it claims although another record has it. */
  readonly duplicate?: string
}

const none: Identified = { idMap: undefined, isMade: false }

const keyIn = (run: EntityRun, prepared: PreparedMapper, externalId: string | null): string =>
  `${run.mappers.indexOf(prepared)} ${externalId}`

function identify(run: EntityRun, { record, prepared, known, made }: Identifying): Identified {
  const own = known.find(prepared, record.side, record.id)
  if (own !== undefined) return { idMap: own, isMade: made.get(keyIn(run, prepared, own.externalId)) === own }
  const only = known.only(prepared)
  if (only !== undefined) {
    const moved = movedTo(only, record)
    known.put(prepared, moved)
    return { idMap: moved, isMade: true }
  }
  if (record.side === 'external') return none
  const [externalId] = run.context.scopes.own(prepared.mapper, record.externalIds)
  if (externalId === undefined) return none
  const other = known.find(prepared, 'external', externalId)
  if (other !== undefined && other.connecId !== null) return { ...none, duplicate: externalId }
  const idMap: IdMap = other
    ? { ...other, connecId: record.id }
    : newIdMap(run, prepared, { connecId: record.id, externalId, label: record.label })
  known.put(prepared, idMap)
  made.set(keyIn(run, prepared, externalId), idMap)
  return { idMap, isMade: true }
}

/** What exists once is a pair whatever its ids: another record in its place has agreed on nothing yet. */
const movedTo = (idMap: IdMap, { side, id, label }: SeenRecord): IdMap => ({
  ...idMap,
  ...(side === 'connec' ? { connecId: id } : { externalId: id }),
  label,
  base: null,
  receipts: { connec: null, external: null },
  pushedAt: { ...idMap.pushedAt, [otherSide(side)]: null },
})

function keyOf(
  { mapper }: PreparedMapper,
  idMap: IdMap | undefined,
  { side, id }: SeenRecord,
  duplicate: string | undefined,
): string {
  if (duplicate !== undefined) return `duplicate ${side} ${id}`
  if (mapper.connec.singleton) return 'singleton'
  return idMap?.id ?? `${side} ${id}`
}
