import { PAGE_SIZE, pagesOf } from './pages.js'
import type { StoreDatabase } from './tables.js'

/** Writes rows, a page a statement, all of them or none. One statement is that by itself and gets no savepoint around it. */
export async function writeInPages<Row>(
  database: StoreDatabase,
  rows: readonly Row[],
  write: (tx: StoreDatabase, page: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  if (rows.length <= PAGE_SIZE) {
    if (rows.length > 0) await write(database, rows)
    return
  }
  await database.atomically(async (tx) => {
    for (const page of pagesOf(rows)) await write(tx, page)
  })
}
