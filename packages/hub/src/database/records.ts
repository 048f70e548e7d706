import { type Place, StoredRecord } from '../stored-record.js'
import { preparedRead, preparedWrite } from './prepared.js'
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
export async function recordsByIds(
  database: HubDatabase,
  { company, collection }: Place,
  ids: Iterable<string>,
): Promise<StoredRecord[]> {
  const rows = await rowsByIds(database, [company, collection], [...new Set(ids)].sort())
  return rows.map(toRecord)
}

const rowsByIds = preparedRead<RecordRow>(({ db }, ids) =>
  db
    .selectFrom('hubRecords')
    .selectAll()
    .where('company', '=', '')
    .where('collection', '=', '')
    .where('id', 'in', ids)
    .orderBy('id')
    .compile(),
)

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

/** Writes records, new ones and known ones. */
export const writeRecords = preparedWrite<RecordRow>(
  ({ db }, rows) =>
    db
      .insertInto('hubRecords')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['company', 'collection', 'id']).doUpdateSet({
          code: ({ ref }) => ref('excluded.code'),
          fields: ({ ref }) => ref('excluded.fields'),
          updatedAt: ({ ref }) => ref('excluded.updatedAt'),
        }),
      )
      .compile(),
  ({ company, collection, id, code, fields, createdAt, updatedAt }) => [
    company,
    collection,
    id,
    code,
    fields,
    createdAt,
    updatedAt,
  ],
)

export const toRecord = (row: RecordRow): StoredRecord => new StoredRecord(row, row.fields)

/** The keys in the order of the cells of `writeRecords`. */
export const toRow = (
  company: string,
  { id, collection, fields, text, createdAt, updatedAt }: StoredRecord,
): RecordRow => ({
  company,
  collection,
  id,
  code: typeof fields.code === 'string' ? fields.code : null,
  fields: text,
  createdAt,
  updatedAt,
})
