import { sql } from 'kysely'
import type { Cell } from '../columns.js'
import { PAGE_SIZE } from '../pages.js'
import type { StoreDatabase } from '../tables.js'

/** A row of any table, as the database holds it. */
export type AnyRow = Readonly<Record<string, Cell>>

/** All rows of a table in the order of its key, a page at a time. */
export async function* rowsOf(
  { db }: StoreDatabase,
  { table, key }: { table: string; key: readonly string[] },
): AsyncGenerator<readonly AnyRow[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let after = sql``
  for (;;) {
    const { rows } =
      await sql<AnyRow>`select * from ${sql.table(table)} ${after} order by ${columns} limit ${PAGE_SIZE}`.execute(
        db,
      )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < PAGE_SIZE) return
    after = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`
  }
}

/** Adds rows to a table, in one statement. */
export async function insertRows(
  { db }: StoreDatabase,
  table: string,
  rows: readonly AnyRow[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db)
}
