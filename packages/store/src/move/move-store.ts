import { StoreError } from '../errors.js'
import type { Store } from '../store.js'
import type { StoreDatabase } from '../tables.js'
import { Digest } from './digest.js'
import { type MovedTable, tablesInOrder } from './moved-tables.js'
import { insertRows, rowsOf } from './table-rows.js'

/** What was moved: rows by table, in the order in which they were written. */
export type MovedRows = ReadonlyMap<string, number>

export interface MoveOptions {
  /** Called when a table is moved and checked. */
  onTable?: (table: string, rows: number) => void
}

/**
 * Copies all rows of a store into an empty one and compares both, all or nothing; the source stays as it is. While it
 * runs nobody can write to a source on SQLite. Jobs of the queue are not rows: enqueue links with requests afterwards.
 *
 * @example
 * await using from = await openStore({ file: '.duet/duet.sqlite' })
 * await using to = await openStore({ url: 'postgresql://db.example/duet' })
 * await moveStore(from, to)
 *
 * @throws StoreError when the target is not empty, when a run is going on, or when the copy differs.
 */
export async function moveStore(from: Store, to: Store, { onTable }: MoveOptions = {}): Promise<MovedRows> {
  return await from.database.transaction(async (source) => {
    await refuseRunning(source)
    return await to.database.transaction(async (target) => {
      await refuseFilled(target)
      const moved = new Map<string, number>()
      for (const place of tablesInOrder) {
        const rows = await moveTable(source, target, place)
        moved.set(place.table, rows)
        onTable?.(place.table, rows)
      }
      return moved
    })
  })
}

async function moveTable(
  source: StoreDatabase,
  target: StoreDatabase,
  place: { table: string; key: readonly string[] },
): Promise<number> {
  const read = new Digest()
  for await (const rows of rowsOf(source, place)) {
    read.add(rows)
    await insertRows(target, place.table, rows)
  }
  const written = new Digest()
  for await (const rows of rowsOf(target, place)) written.add(rows)
  if (!written.equals(read)) {
    throw new StoreError(
      `Failed to move the store: of ${read.rows} rows of ${place.table}, ${written.rows} arrived or some arrived changed. ` +
        'Nothing was kept; the source is as it was. Tell us, and go on with the source.',
    )
  }
  return read.rows
}

async function refuseRunning({ db }: StoreDatabase): Promise<void> {
  const running = await db
    .selectFrom('runs')
    .select('id')
    .where('status', '=', 'running')
    .where('leaseUntil', '>', Date.now())
    .executeTakeFirst()
  if (running === undefined) return
  throw new StoreError(
    `Failed to move the store: run ${running.id} is going on. Stop all hosts and workers, then move.`,
  )
}

const telling: readonly MovedTable[] = ['organizations', 'links', 'settings']

async function refuseFilled({ db }: StoreDatabase): Promise<void> {
  for (const table of telling) {
    const found = await db
      .selectFrom(table)
      .select((row) => row.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst()
    if (found === undefined) continue
    throw new StoreError(
      `Failed to move the store: the database to move to already holds ${table}. Name an empty database, or another schema.`,
    )
  }
}
