import type { Side } from '@duet/core'
import { sql } from 'kysely'
import { type ColumnsOf, integer, optionalInteger, optionalText, rowCodec, text } from './columns.js'
import { keyOf, lastOfEach } from './pages.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** Where reading one resource of an entity goes on. It stands on its own: no list of runs is kept for it. */
export interface Cursor {
  linkId: string
  entity: string
  side: Side
  resource: string
  phase: 'backfill' | 'delta'
  /** Read what changed since, epoch milliseconds; null before the first completed read. */
  since: number | null
  /** Where an interrupted read resumes, in the reader's own words. */
  checkpoint: string | null
  updatedAt: number
}

export interface Cursors {
  read(linkId: string): Promise<Cursor[]>
  /** Inserts or updates; `since` never goes back, whatever is saved. */
  save(rows: readonly Cursor[]): Promise<void>
  /** Forgets the cursors, so that the next run reads everything: of one entity, or of the whole link. */
  reset(linkId: string, filter?: { entity?: string | undefined }): Promise<void>
}

export const cursorColumns = {
  linkId: text(),
  entity: text(),
  side: text<Side>(),
  resource: text(),
  phase: text<Cursor['phase']>(),
  since: optionalInteger,
  checkpoint: optionalText(),
  updatedAt: integer,
} satisfies ColumnsOf<Cursor>

const row = rowCodec(cursorColumns)

const latestSince = sql<never>`case
  when excluded.since is null then cursors.since
  when cursors.since is null or excluded.since > cursors.since then excluded.since
  else cursors.since end`

export function cursors(database: StoreDatabase): Cursors {
  return {
    async read(linkId) {
      const rows = await database.db
        .selectFrom('cursors')
        .selectAll()
        .where('linkId', '=', linkId)
        .orderBy('entity')
        .orderBy('side')
        .orderBy('resource')
        .execute()
      return rows.map(row.read)
    },

    async save(rows) {
      if (rows.length === 0) return
      const saved = lastOfEach(rows, (cursor) =>
        keyOf(cursor.linkId, cursor.entity, cursor.side, cursor.resource),
      )
      await writeInPages(database, saved, (tx, page) =>
        tx.db
          .insertInto('cursors')
          .values(page.map(row.write))
          .onConflict((conflict) =>
            conflict.columns(['linkId', 'entity', 'side', 'resource']).doUpdateSet((set) => ({
              phase: set.ref('excluded.phase'),
              since: latestSince,
              checkpoint: set.ref('excluded.checkpoint'),
              updatedAt: set.ref('excluded.updatedAt'),
            })),
          )
          .execute(),
      )
    },

    async reset(linkId, { entity } = {}) {
      let query = database.db.deleteFrom('cursors').where('linkId', '=', linkId)
      if (entity !== undefined) query = query.where('entity', '=', entity)
      await query.execute()
    },
  }
}
