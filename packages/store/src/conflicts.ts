import type { Json, Side } from '@duet/core'
import { anyJson, type ColumnsOf, integer, optionalText, rowCodec, text } from './columns.js'
import { newId } from './new-id.js'
import { type Page, pagesOf, toPage } from './pages.js'
import { flattenPair, gatherPair, type Pair } from './pair.js'
import type { StoreDatabase } from './tables.js'

/** Both sides changed the same field: what was agreed, both values, and which one stands. */
export interface Conflict {
  id: string
  linkId: string
  runId: string | null
  entity: string
  pair: Pair
  connecId: string
  externalId: string
  field: string
  base: Json
  connecValue: Json
  externalValue: Json
  /** What decided: `newest`, `connec`, `external` or `manual`. */
  policy: string
  winner: Side | null
  state: 'decided' | 'open'
  at: number
}

/** Which conflicts a page shows. */
export interface ConflictFilter {
  state?: Conflict['state'] | undefined
  connecId?: string | undefined
  externalId?: string | undefined
  after?: string | undefined
  limit: number
}

export type NewConflict = Omit<Conflict, 'id'>

export interface Conflicts {
  /** Leaves out what is stored already: the same values of the same pair from the same base, with the same winner. Returns what was added. */
  add(rows: readonly NewConflict[]): Promise<Conflict[]>
  /** Newest first. */
  list(linkId: string, filter: ConflictFilter): Promise<Page<Conflict>>
  byId(id: string): Promise<Conflict | undefined>
  /** A person's decision; undefined when there is no such conflict. */
  resolve(id: string, winner: Side): Promise<Conflict | undefined>
  /** Deletes decided ones from before that time; one that waits for a person stays. Returns how many. */
  prune(linkId: string, before: number): Promise<number>
}

interface FlatConflict extends Omit<Conflict, 'pair'> {
  connecResource: string
  externalResource: string
}

export const conflictColumns = {
  id: text(),
  linkId: text(),
  runId: optionalText(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  connecId: text(),
  externalId: text(),
  field: text(),
  base: anyJson,
  connecValue: anyJson,
  externalValue: anyJson,
  policy: text(),
  winner: optionalText<Side>(),
  state: text<Conflict['state']>(),
  at: integer,
} satisfies ColumnsOf<FlatConflict>

const row = rowCodec(conflictColumns)

export function conflicts(database: StoreDatabase): Conflicts {
  return {
    async add(rows) {
      if (rows.length === 0) return []
      return await database.atomically(async (tx) => {
        const added: Conflict[] = []
        for (const page of pagesOf(rows)) {
          const known = await storedAlready(tx, page)
          const fresh = page
            .filter((conflict) => !known.has(valuesOf(conflict)))
            .map((conflict): Conflict => ({ ...conflict, id: newId() }))
          if (fresh.length === 0) continue
          await tx.db
            .insertInto('conflicts')
            .values(fresh.map((conflict) => row.write(flattenPair(conflict))))
            .execute()
          added.push(...fresh)
        }
        return added
      })
    },

    async list(linkId, { state, connecId, externalId, after, limit }) {
      let query = database.db.selectFrom('conflicts').selectAll().where('linkId', '=', linkId)
      if (state !== undefined) query = query.where('state', '=', state)
      if (connecId !== undefined) query = query.where('connecId', '=', connecId)
      if (externalId !== undefined) query = query.where('externalId', '=', externalId)
      if (after !== undefined) query = query.where('id', '<', after)
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return toPage(
        rows.map((stored) => gatherPair(row.read(stored))),
        limit,
        ({ id }) => id,
      )
    },

    async byId(id) {
      const found = await database.db
        .selectFrom('conflicts')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return found && gatherPair(row.read(found))
    },

    async resolve(id, winner) {
      const resolved = await database.db
        .updateTable('conflicts')
        .set({ winner, state: 'decided' })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return resolved && gatherPair(row.read(resolved))
    },

    async prune(linkId, before) {
      const { numDeletedRows } = await database.db
        .deleteFrom('conflicts')
        .where('linkId', '=', linkId)
        .where('state', '=', 'decided')
        .where('at', '<', before)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** The values of the conflicts of the same records. */
async function storedAlready(
  { db }: StoreDatabase,
  page: readonly NewConflict[],
): Promise<ReadonlySet<string>> {
  const distinct = (values: readonly string[]) => [...new Set(values)]
  const stored = await db
    .selectFrom('conflicts')
    .selectAll()
    .where('linkId', 'in', distinct(page.map(({ linkId }) => linkId)))
    .where('connecId', 'in', distinct(page.map(({ connecId }) => connecId)))
    .execute()
  return new Set(stored.map((one) => valuesOf(gatherPair(row.read(one)))))
}

const valuesOf = ({ linkId, pair, connecId, externalId, field, ...values }: NewConflict): string =>
  JSON.stringify([
    linkId,
    pair.connec,
    pair.external,
    connecId,
    externalId,
    field,
    values.base,
    values.connecValue,
    values.externalValue,
    values.winner,
  ])
