import { type ColumnsOf, integer, rowCodec, text } from './columns.js'
import { among } from './database/among.js'
import { takenFromInsert } from './database/taken-from-insert.js'
import { keyOf, lastOfEach, readInPages } from './pages.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** A record of the application that has become another one there; `at` is epoch milliseconds, when it was learnt. */
export interface StoredMove {
  linkId: string
  resource: string
  recordId: string
  toResource: string
  toId: string
  at: number
}

export interface Moves {
  /**
   * Inserts, or leads on: what had become a record that moves now has become what that one becomes. Returns the given ones,
   * each with where it ends.
   */
  save(rows: readonly StoredMove[]): Promise<StoredMove[]>
  /** Those of the records that have become other ones. */
  of(linkId: string, resource: string, recordIds: readonly string[]): Promise<StoredMove[]>
}

export const moveColumns = {
  linkId: text(),
  resource: text(),
  recordId: text(),
  toResource: text(),
  toId: text(),
  at: integer,
} satisfies ColumnsOf<StoredMove>

const row = rowCodec(moveColumns)
const KEY = ['linkId', 'resource', 'recordId'] as const
const updated = takenFromInsert(moveColumns, KEY)

export function moves(database: StoreDatabase): Moves {
  const find = async (
    { db }: StoreDatabase,
    places: readonly { linkId: string; resource: string; id: string }[],
    [resourceColumn, idColumn]: readonly ['resource', 'recordId'] | readonly ['toResource', 'toId'],
  ): Promise<StoredMove[]> => {
    const found: StoredMove[] = []
    for (const group of Map.groupBy(places, ({ linkId, resource }) => keyOf(linkId, resource)).values()) {
      const [first] = group
      if (first === undefined) continue
      const rows = await readInPages(
        group.map(({ id }) => id),
        (ids) =>
          db
            .selectFrom('moves')
            .selectAll()
            .where('linkId', '=', first.linkId)
            .where(resourceColumn, '=', first.resource)
            .where(among(database, idColumn, ids))
            .execute(),
      )
      found.push(...rows.map(row.read))
    }
    return found
  }

  return {
    async save(rows) {
      if (rows.length === 0) return []
      return await database.atomically(async (tx) => {
        const starts = rows.map(({ linkId, resource, recordId: id }) => ({ linkId, resource, id }))
        const ends = rows.map(({ linkId, toResource: resource, toId: id }) => ({ linkId, resource, id }))
        const before = await find(tx, starts, ['toResource', 'toId'])
        const after = await find(tx, ends, ['resource', 'recordId'])
        const next = new Map([...after, ...rows].map((one) => [placeOf(one), one]))
        const own = lastOfEach(rows, placeOf)
          .map((one) => ledOn(one, next))
          .filter(isMove)
        const saved = [...before.map((one) => ledOn(one, next)).filter(isMove), ...own]
        await writeInPages(tx, lastOfEach(saved, placeOf).map(row.write), (inner, page) =>
          inner.db
            .insertInto('moves')
            .values(page)
            .onConflict((conflict) => conflict.columns(KEY).doUpdateSet(updated))
            .execute(),
        )
        return own
      })
    },

    of: (linkId, resource, recordIds) =>
      find(
        database,
        recordIds.map((id) => ({ linkId, resource, id })),
        ['resource', 'recordId'],
      ),
  }
}

const placeOf = ({ linkId, resource, recordId }: StoredMove): string => keyOf(linkId, resource, recordId)

/** Follows the moves in hand to their end; of those that lead in a circle the last one leads nowhere. */
function ledOn(move: StoredMove, next: ReadonlyMap<string, StoredMove>): StoredMove {
  const passed = new Set([placeOf(move)])
  let end = move
  for (;;) {
    const place = keyOf(move.linkId, end.toResource, end.toId)
    const onward = passed.has(place) ? undefined : next.get(place)
    if (onward === undefined) return { ...move, toResource: end.toResource, toId: end.toId }
    passed.add(place)
    end = onward
  }
}

const isMove = ({ resource, recordId, toResource, toId }: StoredMove): boolean =>
  resource !== toResource || recordId !== toId
