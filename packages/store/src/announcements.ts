import type { Json } from '@duet/core'
import { sql } from 'kysely'
import { anyJson, type ColumnsOf, integer, optionalProse, rowCodec, text } from './columns.js'
import { among } from './database/among.js'
import { tableWriter } from './database/table-writer.js'
import { newId } from './new-id.js'
import { pagesOf } from './pages.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** Ids the application gave to a record, waiting to be registered at the hub. */
export interface Announcement {
  id: string
  linkId: string
  entity: string
  connecResource: string
  connecId: string
  /** What to send. */
  body: Json
  createdAt: number
  attempts: number
  /** Why the last attempt failed. */
  message: string | null
}

/** An announcement to be. */
export type NewAnnouncement = Omit<Announcement, 'id' | 'attempts' | 'message'>

export interface Announcements {
  add(rows: readonly NewAnnouncement[]): Promise<void>
  /** In order of creation, from after one on. */
  due(linkId: string, page: { limit: number; after?: string | undefined }): Promise<Announcement[]>
  /** Takes off the list what the hub has acknowledged. */
  remove(ids: readonly string[]): Promise<void>
  /** Counts a failed attempt of each. */
  failed(rows: readonly { id: string; message: string }[]): Promise<void>
}

export const announcementColumns = {
  id: text(),
  linkId: text(),
  entity: text(),
  connecResource: text(),
  connecId: text(),
  body: anyJson,
  createdAt: integer,
  attempts: integer,
  message: optionalProse,
} satisfies ColumnsOf<Announcement>

const row = rowCodec(announcementColumns)
const writer = tableWriter<NewAnnouncement>()('announcements', announcementColumns, {
  id: () => newId(),
  attempts: () => 0,
  message: () => null,
})

export function announcements(database: StoreDatabase): Announcements {
  return {
    async add(added) {
      await writeInPages(database, added, writer.write)
    },

    async due(linkId, { limit, after }) {
      let query = database.db.selectFrom('announcements').selectAll().where('linkId', '=', linkId)
      if (after !== undefined) query = query.where('id', '>', after)
      return (await query.orderBy('id').limit(limit).execute()).map(row.read)
    },

    async remove(ids) {
      for (const page of pagesOf(ids)) {
        await database.db
          .deleteFrom('announcements')
          .where(among(database, 'id', page))
          .execute()
      }
    },

    async failed(failures) {
      // By message: a batch that fails fails for one or two reasons, not for one per record.
      for (const [message, group] of Map.groupBy(failures, (failure) => failure.message)) {
        for (const page of pagesOf(group)) {
          await database.db
            .updateTable('announcements')
            .set({ attempts: sql`attempts + 1`, message: announcementColumns.message.write(message) })
            .where(
              'id',
              'in',
              page.map(({ id }) => id),
            )
            .execute()
        }
      }
    },
  }
}
