import type { IdEntry } from '@duet/connec-client'
import type { Place } from '../stored-record.js'
import { inPieces } from './in-pieces.js'
import type { HubDatabase } from './tables.js'

/** `lead` of `lead:21`: the kind of record in the application, where several share a collection. */
export const scopeOf = (externalId: string): string => /^([a-z][\w-]*):/i.exec(externalId)?.[1] ?? ''

/** The id of the record an application knows by any of these ids; the first that is known counts. */
export async function recordIdOf(
  database: HubDatabase,
  place: Place,
  entries: readonly IdEntry[],
): Promise<string | undefined> {
  for (const entry of entries) {
    const row = await database.db
      .selectFrom('hubIds')
      .select('recordId')
      .where('company', '=', place.company)
      .where('collection', '=', place.collection)
      .where('provider', '=', entry.provider)
      .where('realm', '=', entry.realm)
      .where('externalId', '=', entry.id)
      .executeTakeFirst()
    if (row !== undefined) return row.recordId
  }
  return undefined
}

/** The ids of applications, by record, in no application's favour. */
export async function idsOfRecords(
  database: HubDatabase,
  company: string,
  recordIds: Iterable<string>,
): Promise<Map<string, IdEntry[]>> {
  const rows = await inPieces(recordIds, (piece) =>
    database.db
      .selectFrom('hubIds')
      .select(['recordId', 'provider', 'realm', 'externalId'])
      .where('company', '=', company)
      .where('recordId', 'in', piece)
      .orderBy('provider')
      .orderBy('realm')
      .orderBy('externalId')
      .execute(),
  )
  const byRecord = new Map<string, IdEntry[]>()
  for (const { recordId, provider, realm, externalId } of rows) {
    const entries = byRecord.get(recordId) ?? []
    entries.push({ id: externalId, provider, realm })
    byRecord.set(recordId, entries)
  }
  return byRecord
}

/**
 * Registers ids of a record. An id replaces the one of the same provider, realm and resource; an id that belonged to
 * another record moves here. Returns the entries that are new for this record.
 */
export async function registerIds(
  database: HubDatabase,
  { company, collection }: Place,
  recordId: string,
  entries: readonly IdEntry[],
): Promise<IdEntry[]> {
  if (entries.length === 0) return []
  const known = (await idsOfRecords(database, company, [recordId])).get(recordId) ?? []
  const added = entries.filter((entry) => !known.some((old) => isSame(old, entry)))
  for (const entry of added) {
    for (const old of known.filter(
      (candidate) => replaces(entry, candidate) && !entries.some((e) => isSame(e, candidate)),
    ))
      await removeId(database, { company, collection }, old)
  }
  await takeIds(database, { company, collection }, recordId, added)
  return added
}

/** Registers ids of a record that has none yet; an id that belonged to another record moves here. */
export async function takeIds(
  database: HubDatabase,
  { company, collection }: Place,
  recordId: string,
  entries: readonly IdEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const distinct = entries.filter((entry, at) => entries.findIndex((one) => isSame(one, entry)) === at)
  const rows = distinct.map(({ id: externalId, provider, realm }) => {
    return { company, collection, provider, realm, externalId, scope: scopeOf(externalId), recordId }
  })
  await database.db
    .insertInto('hubIds')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['company', 'collection', 'provider', 'realm', 'externalId'])
        .doUpdateSet({ recordId: (excluded) => excluded.ref('excluded.recordId') }),
    )
    .execute()
}

/** Of the records, those which an application already knows by an id of the same provider, realm and resource. */
export async function takenBy(
  database: HubDatabase,
  { company, collection }: Place,
  recordIds: Iterable<string>,
  entries: readonly IdEntry[],
): Promise<Set<string>> {
  if (entries.length === 0) return new Set()
  const rows = await inPieces(recordIds, (piece) =>
    database.db
      .selectFrom('hubIds')
      .select(['recordId', 'provider', 'realm', 'scope'])
      .where('company', '=', company)
      .where('collection', '=', collection)
      .where('recordId', 'in', piece)
      .execute(),
  )
  const isTaken = ({ provider, realm, scope }: { provider: string; realm: string; scope: string }) =>
    entries.some(
      (entry) => entry.provider === provider && entry.realm === realm && scopeOf(entry.id) === scope,
    )
  return new Set(rows.filter(isTaken).map(({ recordId }) => recordId))
}

const isSame = (a: IdEntry, b: IdEntry): boolean =>
  a.id === b.id && a.provider === b.provider && a.realm === b.realm

const replaces = (entry: IdEntry, old: IdEntry): boolean =>
  entry.provider === old.provider && entry.realm === old.realm && scopeOf(entry.id) === scopeOf(old.id)

async function removeId(
  database: HubDatabase,
  { company, collection }: Place,
  entry: IdEntry,
): Promise<void> {
  await database.db
    .deleteFrom('hubIds')
    .where('company', '=', company)
    .where('collection', '=', collection)
    .where('provider', '=', entry.provider)
    .where('realm', '=', entry.realm)
    .where('externalId', '=', entry.id)
    .execute()
}
