import { type InsertQueryBuilder, type InsertResult, sql } from 'kysely'
import type { Cell } from '../columns.js'
import type { StoreDatabase, StoreTables } from '../tables.js'

type StoredCells = Readonly<Record<string, Cell>>

/**
 * An insert of many rows. PostgreSQL gets them as one parameter of JSON: a parameter a cell costs the program several
 * times as much, most of it for the text of the statement.
 */
export function insertRows<Table extends keyof StoreTables & string>(
  { db, dialect }: StoreDatabase,
  table: Table,
  rows: readonly StoreTables[Table][],
): InsertQueryBuilder<StoreTables, Table, InsertResult> {
  // Rows of every table are cells by column; the query builder's types cannot follow a table that is a parameter.
  const cells = rows as unknown as readonly StoredCells[]
  const insert = db.insertInto(table)
  const text = dialect === 'postgres' ? textOf(cells) : undefined
  if (text === undefined) return insert.values(cells as never)
  const columns = Object.keys(cells[0] ?? {})
  const source = sql`json_populate_recordset(null::${sql.table(table)}, ${text}::json)`
  const all = sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${source}`
  return insert.columns(columns as never).expression(all as never)
}

/** Characters that JSON can spell and a text of PostgreSQL cannot hold: the driver has its own way with them. */
const UNSPEAKABLE = /\\u(?:0000|d[89a-f])/i

function textOf(rows: readonly StoredCells[]): string | undefined {
  const text = JSON.stringify(rows.map(inSnakeCase))
  return UNSPEAKABLE.test(text) ? undefined : text
}

function inSnakeCase(row: StoredCells): StoredCells {
  const renamed: Record<string, Cell> = {}
  for (const column of Object.keys(row)) renamed[snakeCaseOf(column)] = row[column] ?? null
  return renamed
}

const known = new Map<string, string>()

function snakeCaseOf(column: string): string {
  const name = known.get(column)
  if (name !== undefined) return name
  const made = column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  known.set(column, made)
  return made
}
