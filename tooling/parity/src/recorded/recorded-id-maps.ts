import { connecNames } from '@duet/connec-client'
import type { Side } from '@duet/core'
import { type IdMap, type Link, type NewPendingRecord, newId, type Store } from '@duet/store'
import type { Blueprint } from './blueprint.js'
import type { IdMapRow } from './id-map-row.js'

/** What seeding needs to know. */
export interface Seeding {
  readonly store: Store
  readonly link: Link
  readonly blueprints: readonly Blueprint[]
  readonly now: number
  /** Whether a record of a side is read in the scenario: its failure is kept with it. */
  isRead(side: Side, id: string): boolean
}

interface Place {
  readonly entity: string
  readonly connecResource: string
  readonly externalResource: string
}

/** The pair a row of the old id map is about: it holds the names in lower case. */
export function placeOf(blueprints: readonly Blueprint[], row: IdMapRow): Place | undefined {
  for (const { name: entity, connec, external } of blueprints) {
    const hub = connec.find(({ title }) => connecNames(title).words === row.connec_entity)
    const own = external.find(({ title }) => title.toLowerCase() === row.external_entity)
    if (hub && own) return { entity, connecResource: hub.names.name, externalResource: own.title }
  }
  return undefined
}

/** Old rows as id maps and failures. Of rows that claim the same id, those with both ids come first. */
export async function seedIdMaps(seeding: Seeding, rows: readonly IdMapRow[]): Promise<void> {
  const taken = new Set<string>()
  const idMaps: IdMap[] = []
  const pending: NewPendingRecord[] = []
  const completeFirst = rows.toSorted((one, other) => idsIn(other) - idsIn(one))
  for (const row of completeFirst) {
    const place = placeOf(seeding.blueprints, row)
    if (place === undefined || idsIn(row) === 0) continue
    const keys = keysOf(place, row)
    if (keys.some((key) => taken.has(key))) continue
    for (const key of keys) taken.add(key)
    idMaps.push(idMapOf(seeding, place, row))
    if (row.message != null && !row.external_inactive) pending.push(failureOf(seeding, place, row))
  }
  await seeding.store.idMaps.save(idMaps)
  await seeding.store.pending.save(pending)
}

const idsIn = ({ connec_id, external_id }: IdMapRow): number =>
  [connec_id, external_id].filter((id) => id !== null).length

function keysOf({ connecResource, externalResource }: Place, { connec_id, external_id }: IdMapRow): string[] {
  const pair = `${connecResource} ${externalResource}`
  return [
    ...(connec_id === null ? [] : [`${pair} connec ${connec_id}`]),
    ...(external_id === null ? [] : [`${pair} external ${external_id}`]),
  ]
}

function idMapOf({ link, now }: Seeding, place: Place, row: IdMapRow): IdMap {
  return {
    id: newId(),
    linkId: link.id,
    ...place,
    connecId: row.connec_id,
    externalId: row.external_id,
    label: row.name ?? null,
    receipts: { connec: null, external: null },
    base: null,
    pushedAt: { connec: momentOf(row.last_push_to_connec), external: momentOf(row.last_push_to_external) },
    optedOut: { toConnec: !row.to_connec, toExternal: !row.to_external },
    inactive: row.external_inactive,
    message: row.external_inactive ? (row.message ?? null) : null,
    metadata: row.metadata ?? {},
    firstSeenAt: now,
    updatedAt: now,
  }
}

const momentOf = (text: string | null | undefined): number | null => (text == null ? null : Date.parse(text))

const DAY = 24 * 60 * 60 * 1000

/** The message of a row as a failure of the record that is read, due after the scenario. */
function failureOf({ link, now, isRead }: Seeding, place: Place, row: IdMapRow): NewPendingRecord {
  const { connec_id: connec, external_id: external } = row
  const ofExternal =
    connec === null || (external !== null && !isRead('connec', connec) && isRead('external', external))
  return {
    linkId: link.id,
    entity: place.entity,
    pair: { connec: place.connecResource, external: place.externalResource },
    side: ofExternal ? 'external' : 'connec',
    recordId: (ofExternal ? external : connec) ?? '',
    state: 'failed',
    class: 'validation',
    message: row.message ?? '',
    field: null,
    missing: null,
    label: row.name ?? null,
    payload: null,
    fingerprint: '',
    attempts: 1,
    nextAttemptAt: now + DAY,
    firstAt: now,
    lastAt: now,
  }
}
