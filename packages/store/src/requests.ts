import type { Side } from '@duet/core'
import { z } from 'zod'
import { type ColumnsOf, integer, json, rowCodec, text } from './columns.js'
import { newId } from './new-id.js'
import { pagesOf } from './pages.js'
import type { RunTrigger } from './run.js'
import type { StoreDatabase } from './tables.js'

const side = z.enum(['connec', 'external'])

const runOptions = z.object({
  full: z.boolean().optional(),
  only: z.array(z.string()).optional(),
  forced: z.boolean().optional(),
  preempt: side.optional(),
  acceptMassChange: z.boolean().optional(),
  plan: z.string().optional(),
})

const changedRecords = z.object({ side, resource: z.string(), ids: z.array(z.string()) })

/** How a run departs from the usual one. */
export interface RunOptions {
  /** Ignore cursors and read everything. */
  full?: boolean | undefined
  /** These entities only. */
  only?: string[] | undefined
  /** Also while the link is suspended. */
  forced?: boolean | undefined
  /** The side that wins every conflict of this run. */
  preempt?: Side | undefined
  /** Go on with changes that a breaker would stop. */
  acceptMassChange?: boolean | undefined
  /** The plan to carry out; what is done is compared with what it showed. */
  plan?: string | undefined
}

/** Records somebody said have changed. */
export interface ChangedRecords {
  side: Side
  resource: string
  ids: string[]
}

/**
 * What somebody asked of a link. A job of the queue only says "look at this link"; what to do stands here, so that
 * no request is lost when the queue drops a second job.
 */
export interface SyncRequest {
  id: string
  linkId: string
  kind: 'run' | 'records' | 'plan'
  trigger: RunTrigger
  options: RunOptions
  records: ChangedRecords[]
  at: number
}

export interface Requests {
  add(rows: readonly Omit<SyncRequest, 'id'>[]): Promise<SyncRequest[]>
  /** Oldest first. */
  pendingFor(linkId: string): Promise<SyncRequest[]>
  /** Takes off what a run has done. */
  remove(ids: readonly string[]): Promise<void>
}

export const requestColumns = {
  id: text(),
  linkId: text(),
  kind: text<SyncRequest['kind']>(),
  trigger: text<RunTrigger>(),
  options: json<RunOptions>(runOptions),
  records: json<ChangedRecords[]>(z.array(changedRecords)),
  at: integer,
} satisfies ColumnsOf<SyncRequest>

const row = rowCodec(requestColumns)

export function requests(database: StoreDatabase): Requests {
  return {
    async add(rows) {
      const added = rows.map((request): SyncRequest => ({ ...request, id: newId() }))
      await database.atomically(async (tx) => {
        for (const page of pagesOf(added)) {
          await tx.db.insertInto('requests').values(page.map(row.write)).execute()
        }
      })
      return added
    },

    async pendingFor(linkId) {
      const rows = await database.db
        .selectFrom('requests')
        .selectAll()
        .where('linkId', '=', linkId)
        .orderBy('id')
        .execute()
      return rows.map(row.read)
    },

    async remove(ids) {
      for (const page of pagesOf(ids))
        await database.db.deleteFrom('requests').where('id', 'in', page).execute()
    },
  }
}
