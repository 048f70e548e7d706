import { isPlainObject, type PlainRecord } from '@duet/core'
import type { Place, StoredRecord } from '../stored-record.js'
import { inPieces } from './in-pieces.js'
import type { HubDatabase, RecordRow } from './tables.js'

export async function recordById(
  database: HubDatabase,
  place: Place,
  id: string,
): Promise<StoredRecord | undefined> {
  const [record] = await recordsByIds(database, place, [id])
  return record
}

/** Records in order of creation; unknown ids are missing. */
export function recordsByIds(
  database: HubDatabase,
  { company, collection }: Place,
  ids: readonly string[],
): Promise<StoredRecord[]> {
  return inPieces(ids, async (piece) => {
    const rows = await database.db
      .selectFrom('hubRecords')
      .selectAll()
      .where('company', '=', company)
      .where('collection', '=', collection)
      .where('id', 'in', piece)
      .orderBy('id')
      .execute()
    return rows.map(toRecord)
  })
}

/** The collection in pieces, in order of creation. */
export async function* allRecords(
  database: HubDatabase,
  { company, collection }: Place,
  limit = 1_000,
): AsyncGenerator<StoredRecord[], void, undefined> {
  for (let after = ''; ; ) {
    const rows = await database.db
      .selectFrom('hubRecords')
      .selectAll()
      .where('company', '=', company)
      .where('collection', '=', collection)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute()
    if (rows.length > 0) yield rows.map(toRecord)
    const last = rows.at(-1)
    if (rows.length < limit || last === undefined) return
    after = last.id
  }
}

export async function insertRecord(
  database: HubDatabase,
  company: string,
  record: StoredRecord,
): Promise<void> {
  await database.db.insertInto('hubRecords').values(toRow(company, record)).execute()
}

export async function updateRecord(
  database: HubDatabase,
  company: string,
  record: StoredRecord,
): Promise<void> {
  const { code, fields, updatedAt } = toRow(company, record)
  await database.db
    .updateTable('hubRecords')
    .set({ code, fields, updatedAt })
    .where('company', '=', company)
    .where('collection', '=', record.collection)
    .where('id', '=', record.id)
    .execute()
}

export const toRecord = ({ id, collection, fields, createdAt, updatedAt }: RecordRow): StoredRecord => ({
  id,
  collection,
  fields: fieldsOf(fields),
  createdAt,
  updatedAt,
})

function fieldsOf(text: string): PlainRecord {
  const fields: unknown = JSON.parse(text)
  return isPlainObject(fields) ? fields : {}
}

const toRow = (
  company: string,
  { id, collection, fields, createdAt, updatedAt }: StoredRecord,
): RecordRow => ({
  company,
  collection,
  id,
  code: typeof fields.code === 'string' ? fields.code : null,
  fields: JSON.stringify(fields),
  createdAt,
  updatedAt,
})
