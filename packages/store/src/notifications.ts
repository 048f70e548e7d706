import type { Json } from '@duet/core'
import {
  anyJson,
  type ColumnsOf,
  integer,
  optionalInteger,
  optionalProse,
  optionalText,
  rowCodec,
  text,
} from './columns.js'
import { newId } from './new-id.js'
import { pagesOf } from './pages.js'
import type { StoreDatabase } from './tables.js'

/** A verified webhook, kept until it has been processed. */
export interface Notification {
  id: string
  /** `connec:<tenant>` or `webhook:<connector>`. */
  source: string
  linkId: string | null
  /** Hash of its content: the same one twice is taken once. */
  digest: string
  payload: Json
  receivedAt: number
  processedAt: number | null
  /** Why processing failed. */
  error: string | null
}

/** A notification as it comes in. */
export type NewNotification = Omit<Notification, 'id' | 'processedAt' | 'error'>

export interface Notifications {
  /** Stores what is new by (source, digest) and returns it. */
  receive(rows: readonly NewNotification[]): Promise<Notification[]>
  /** Oldest first. */
  unprocessed(limit: number): Promise<Notification[]>
  markProcessed(ids: readonly string[], now: number, error?: string): Promise<void>
  /** Deletes processed ones received before that time. */
  prune(before: number): Promise<void>
}

export const notificationColumns = {
  id: text(),
  source: text(),
  linkId: optionalText(),
  digest: text(),
  payload: anyJson,
  receivedAt: integer,
  processedAt: optionalInteger,
  error: optionalProse,
} satisfies ColumnsOf<Notification>

const row = rowCodec(notificationColumns)

export function notifications(database: StoreDatabase): Notifications {
  return {
    async receive(rows) {
      const received = rows.map((notification) =>
        row.write({ ...notification, id: newId(), processedAt: null, error: null }),
      )
      return await database.atomically(async (tx) => {
        const stored: Notification[] = []
        for (const page of pagesOf(received)) {
          const inserted = await tx.db
            .insertInto('notifications')
            .values(page)
            .onConflict((conflict) => conflict.columns(['source', 'digest']).doNothing())
            .returningAll()
            .execute()
          stored.push(...inserted.map(row.read))
        }
        return stored
      })
    },

    async unprocessed(limit) {
      const rows = await database.db
        .selectFrom('notifications')
        .selectAll()
        .where('processedAt', 'is', null)
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(row.read)
    },

    async markProcessed(ids, now, error) {
      for (const page of pagesOf(ids)) {
        await database.db
          .updateTable('notifications')
          .set({ processedAt: now, error: notificationColumns.error.write(error ?? null) })
          .where('id', 'in', page)
          .execute()
      }
    },

    async prune(before) {
      await database.db
        .deleteFrom('notifications')
        .where('receivedAt', '<', before)
        .where('processedAt', 'is not', null)
        .execute()
    },
  }
}
