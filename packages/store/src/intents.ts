import type { Json, Side } from '@duet/core'
import { anyJson, type ColumnsOf, integer, rowCodec, text } from './columns.js'
import { among } from './database/among.js'
import { tableWriter } from './database/table-writer.js'
import { newId } from './new-id.js'
import { pagesOf, readInPages } from './pages.js'
import { gatherPair, ofPair, type Pair, resourcesOf } from './pair.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** A durable note "about to create this", written before the create is sent. */
export interface Intent {
  id: string
  linkId: string
  entity: string
  pair: Pair
  /** The side written to. */
  side: Side
  /** Id of the record on the side it comes from. */
  sourceId: string
  payload: Json
  createdAt: number
  /** `ambiguous`: several records may be its answer; a person decides. */
  state: 'open' | 'ambiguous'
}

/** An intent to be. */
export type NewIntent = Omit<Intent, 'id' | 'state'> & { id?: string }

export interface Intents {
  /** Writes the notes, and returns them in the given order. */
  open(rows: readonly NewIntent[]): Promise<Intent[]>
  close(ids: readonly string[]): Promise<void>
  /** What a crash left open, oldest first; ambiguous ones are not among them. */
  listOpen(
    linkId: string,
    entity: string,
    page?: { limit: number; after?: string | undefined },
  ): Promise<Intent[]>
  /** How many a crash left open. */
  countOpen(linkId: string, entity: string): Promise<number>
  markAmbiguous(ids: readonly string[]): Promise<void>
  /** Notes about these records, ambiguous ones too. */
  bySources(linkId: string, pair: Pair, sourceIds: readonly string[]): Promise<Intent[]>
}

interface FlatIntent extends Omit<Intent, 'pair'> {
  connecResource: string
  externalResource: string
}

export const intentColumns = {
  id: text(),
  linkId: text(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  side: text<Side>(),
  sourceId: text(),
  payload: anyJson,
  createdAt: integer,
  state: text<Intent['state']>(),
} satisfies ColumnsOf<FlatIntent>

const row = rowCodec(intentColumns)
const writer = tableWriter<Intent>()('intents', intentColumns, ofPair)

export function intents(database: StoreDatabase): Intents {
  const openOf = (linkId: string, entity: string) =>
    database.db
      .selectFrom('intents')
      .where('linkId', '=', linkId)
      .where('entity', '=', entity)
      .where('state', '=', 'open')

  return {
    async open(rows) {
      if (rows.length === 0) return []
      const opened = rows.map((intent): Intent => ({ ...intent, id: intent.id ?? newId(), state: 'open' }))
      await writeInPages(database, opened, writer.write)
      return opened
    },

    async close(ids) {
      for (const page of pagesOf(ids))
        await database.db
          .deleteFrom('intents')
          .where(among(database, 'id', page))
          .execute()
    },

    async listOpen(linkId, entity, page) {
      let query = openOf(linkId, entity).selectAll().orderBy('id')
      if (page !== undefined) query = query.limit(page.limit)
      if (page?.after !== undefined) query = query.where('id', '>', page.after)
      return (await query.execute()).map((stored) => gatherPair(row.read(stored)))
    },

    async countOpen(linkId, entity) {
      const counted = openOf(linkId, entity).select(({ fn }) => fn.countAll<number>().as('count'))
      return (await counted.executeTakeFirstOrThrow()).count
    },

    async markAmbiguous(ids) {
      for (const page of pagesOf(ids)) {
        await database.db.updateTable('intents').set({ state: 'ambiguous' }).where('id', 'in', page).execute()
      }
    },

    async bySources(linkId, pair, sourceIds) {
      const { connecResource, externalResource } = resourcesOf(pair)
      const rows = await readInPages(sourceIds, (ids) =>
        database.db
          .selectFrom('intents')
          .selectAll()
          .where('linkId', '=', linkId)
          .where('connecResource', '=', connecResource)
          .where('externalResource', '=', externalResource)
          .where(among(database, 'sourceId', ids))
          .execute(),
      )
      return rows.map((stored) => gatherPair(row.read(stored)))
    },
  }
}
