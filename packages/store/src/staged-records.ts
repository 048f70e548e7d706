import type { Json, Side } from '@duet/core'
import { anyJson, type ColumnsOf, optionalInteger, optionalText, rowCodec, text } from './columns.js'
import { among } from './database/among.js'
import { tableWriter } from './database/table-writer.js'
import { keyOf, lastOfEach, type Page, pagesOf, readInPages, toPage } from './pages.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** Which staged records: of one resource of one side. */
export interface StagedPlace {
  side: Side
  resource: string
}

/** Identity of a staged record. */
export interface StagedKey extends StagedPlace {
  linkId: string
  entity: string
  recordId: string
}

/** A record read from one side, kept until the other side has been read: memory stays bounded. */
export interface StagedRecord extends StagedKey {
  /** Its id on the other side, when it is mapped. */
  peerId: string | null
  payload: Json
  /** When the record was last changed over there, epoch milliseconds. */
  recordUpdatedAt: number | null
}

export interface StagedRecords {
  /** Inserts, or replaces what was staged of the same record. */
  save(rows: readonly StagedRecord[]): Promise<void>
  /** Inserts those that are not there yet; returns their record ids. */
  add(rows: readonly StagedRecord[]): Promise<string[]>
  /** Reads (without removing) the records with these ids, or these ids on the other side; all without either. */
  take(
    linkId: string,
    entity: string,
    wanted: StagedPlace & { recordIds?: readonly string[]; peerIds?: readonly string[] },
  ): Promise<StagedRecord[]>
  /** In order of record ids. */
  page(
    linkId: string,
    entity: string,
    wanted: StagedPlace & { after?: string | undefined; limit: number },
  ): Promise<Page<StagedRecord>>
  /** How many are kept of an entity, or of one resource of it. */
  count(linkId: string, entity: string, place?: StagedPlace): Promise<number>
  remove(keys: readonly StagedKey[]): Promise<void>
  clear(linkId: string, entity?: string): Promise<void>
}

export const stagedColumns = {
  linkId: text(),
  entity: text(),
  side: text<Side>(),
  resource: text(),
  recordId: text(),
  peerId: optionalText(),
  payload: anyJson,
  recordUpdatedAt: optionalInteger,
} satisfies ColumnsOf<StagedRecord>

const row = rowCodec(stagedColumns)
const KEY = ['linkId', 'entity', 'side', 'resource', 'recordId'] as const
const writer = tableWriter<StagedRecord>()('stagedRecords', stagedColumns, {}, { key: KEY })

const placeOf = ({ linkId, entity, side, resource }: StagedKey) => keyOf(linkId, entity, side, resource)

export function stagedRecords(database: StoreDatabase): StagedRecords {
  const at = (linkId: string, entity: string, { side, resource }: StagedPlace) =>
    database.db
      .selectFrom('stagedRecords')
      .selectAll()
      .where('linkId', '=', linkId)
      .where('entity', '=', entity)
      .where('side', '=', side)
      .where('resource', '=', resource)

  return {
    async save(rows) {
      if (rows.length === 0) return
      const staged = lastOfEach(rows, (record) => keyOf(placeOf(record), record.recordId))
      await writeInPages(database, staged, writer.write)
    },

    async add(rows) {
      const added: string[] = []
      const fresh = lastOfEach(rows, (record) => keyOf(placeOf(record), record.recordId)).map(row.write)
      await writeInPages(database, fresh, async (tx, page) => {
        const inserted = await tx.db
          .insertInto('stagedRecords')
          .values(page)
          .onConflict((conflict) => conflict.columns(KEY).doNothing())
          .returning('recordId')
          .execute()
        added.push(...inserted.map(({ recordId }) => recordId))
      })
      return added
    },

    async take(linkId, entity, { recordIds, peerIds, ...place }) {
      const base = () => at(linkId, entity, place)
      if (recordIds === undefined && peerIds === undefined) return (await base().execute()).map(row.read)
      const own = await readInPages(recordIds ?? [], (ids) =>
        base()
          .where(among(database, 'recordId', ids))
          .execute(),
      )
      const peers = await readInPages(peerIds ?? [], (ids) =>
        base()
          .where(among(database, 'peerId', ids))
          .execute(),
      )
      return lastOfEach([...own, ...peers], ({ recordId }) => recordId).map(row.read)
    },

    async page(linkId, entity, { after, limit, ...place }) {
      let query = at(linkId, entity, place)
      if (after !== undefined) query = query.where('recordId', '>', after)
      const rows = await query
        .orderBy('recordId')
        .limit(limit + 1)
        .execute()
      return toPage(rows.map(row.read), limit, ({ recordId }) => recordId)
    },

    async count(linkId, entity, place) {
      const { count } = await database.db
        .selectFrom('stagedRecords')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('linkId', '=', linkId)
        .where('entity', '=', entity)
        .$if(place !== undefined, (query) =>
          query.where('side', '=', place?.side ?? 'connec').where('resource', '=', place?.resource ?? ''),
        )
        .executeTakeFirstOrThrow()
      return count
    },

    async remove(keys) {
      for (const group of Map.groupBy(keys, placeOf).values()) {
        for (const page of pagesOf(group)) {
          const [first] = page
          if (first === undefined) continue
          await database.db
            .deleteFrom('stagedRecords')
            .where('linkId', '=', first.linkId)
            .where('entity', '=', first.entity)
            .where('side', '=', first.side)
            .where('resource', '=', first.resource)
            .where(
              among(
                database,
                'recordId',
                page.map(({ recordId }) => recordId),
              ),
            )
            .execute()
        }
      }
    },

    async clear(linkId, entity) {
      let query = database.db.deleteFrom('stagedRecords').where('linkId', '=', linkId)
      if (entity !== undefined) query = query.where('entity', '=', entity)
      await query.execute()
    },
  }
}
