import { isPlainObject, type Side } from '@duet/core'
import type { IdMap } from '@duet/store'
import type { Blueprint } from '../recorded/blueprint.js'
import type { IdMapRow } from '../recorded/id-map-row.js'
import { hubId } from '../recorded/known-ids.js'
import { placeOf } from '../recorded/recorded-id-maps.js'
import { createRecordedWorld, type RecordedWorld, type Scenario } from '../recorded/recorded-world.js'
import type { Records } from './told-records.js'

/** A told record that has not changed since we wrote it: what is told is what was written. */
export interface Echo {
  readonly row: IdMapRow
  /** The title of its kind on the side that tells. */
  readonly title: string
  readonly record: unknown
}

/** Finds the echoes of our own pushes among the records that a side tells of. */
export function echoesIn(
  records: Records,
  { blueprints, rows, side }: { blueprints: readonly Blueprint[]; rows: readonly IdMapRow[]; side: Side },
): Echo[] {
  return rows.flatMap((row) => {
    const pushed = side === 'connec' ? row.last_push_to_connec : row.last_push_to_external
    const names = namesOf(blueprints, row, side)
    if (pushed == null || names === undefined) return []
    const record = records[names.title]?.find((one) => isPlainObject(one) && names.isIt(one))
    const changed = isPlainObject(record) ? record[names.updatedAt] : undefined
    const isEcho = typeof changed === 'string' && Date.parse(changed) <= Date.parse(pushed)
    return isEcho ? [{ row, title: names.title, record }] : []
  })
}

type PlainObject = Readonly<Record<string, unknown>>

function namesOf(blueprints: readonly Blueprint[], row: IdMapRow, side: Side) {
  const place = placeOf(blueprints, row)
  if (side === 'connec') {
    const plan = blueprints
      .flatMap(({ connec }) => connec)
      .find(({ names }) => names.name === place?.connecResource)
    const isIt = ({ id }: PlainObject) => hubId(id) === row.connec_id
    return plan && { title: plan.title, updatedAt: 'updated_at', isIt }
  }
  const plan = blueprints
    .flatMap(({ external }) => external)
    .find(({ title }) => title === place?.externalResource)
  const isIt = (record: PlainObject) => String(record[plan?.fields.id ?? '']) === row.external_id
  return plan && { title: plan.title, updatedAt: plan.fields.updatedAt, isIt }
}

/**
 * What is agreed of echoes. The predecessor kept the moment of a push alone, Duet keeps what it agreed, so the record has
 * to have been the same on both sides once; which of them wrote it makes no difference.
 */
export async function agreementsOf(
  echoes: readonly Echo[],
  { scenario, side }: { scenario: Scenario; side: Side },
): Promise<readonly IdMap[]> {
  const agreements: IdMap[] = []
  for (const { row, title, record } of echoes) {
    const told = { [title]: [record] }
    await using past = await createRecordedWorld({
      ...scenario,
      idMaps: [{ ...row, last_push_to_connec: null, last_push_to_external: null }],
      connecRecords: side === 'connec' ? told : {},
      externalRecords: side === 'external' ? told : {},
      externalCalls: [],
      externalAnswers: [],
      batches: [],
      batchAnswers: [],
    })
    await past.run({ full: true })
    agreements.push(...(await past.store.idMaps.byEitherId(past.link.id, row.connec_id ?? '')))
  }
  return agreements
}

/** Adds what is agreed to the id maps of the same pairs. */
export async function agreeBefore(
  { store, link }: RecordedWorld,
  agreements: readonly IdMap[],
): Promise<void> {
  for (const { connecId, externalId, base, receipts } of agreements) {
    const known = await store.idMaps.byEitherId(link.id, connecId ?? '')
    await store.idMaps.save(
      known.filter((idMap) => idMap.externalId === externalId).map((idMap) => ({ ...idMap, base, receipts })),
    )
  }
}
