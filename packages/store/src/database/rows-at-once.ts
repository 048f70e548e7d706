import { type InsertQueryBuilder, type InsertResult, sql } from 'kysely'
import type { Cell, ColumnSet } from '../columns.js'
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
  columns: ColumnSet,
): InsertQueryBuilder<StoreTables, Table, InsertResult> {
  // Rows of every table are cells by column; the query builder's types cannot follow a table that is a parameter.
  const cells = rows as unknown as readonly StoredCells[]
  const insert = db.insertInto(table)
  const text = dialect === 'postgres' ? textOf(cells, columns) : undefined
  if (text === undefined) return insert.values(cells as never)
  const names = Object.keys(cells[0] ?? {})
  const source = sql`json_populate_recordset(null::${sql.table(table)}, ${text}::json)`
  const all = sql`select ${sql.join(names.map((name) => sql.ref(name)))} from ${source}`
  return insert.columns(names as never).expression(all as never)
}

/** Characters that JSON can spell and a text of PostgreSQL cannot hold: the driver has its own way with them. */
const UNSPEAKABLE = /\\u(?:0000|d[89a-f])/i

function textOf(rows: readonly StoredCells[], columns: ColumnSet): string | undefined {
  const keys = Object.keys(rows[0] ?? {}).map((name) => ({
    name,
    spelled: `${JSON.stringify(snakeCaseOf(name))}:`,
    holdsJson: columns[name]?.holdsJson ?? false,
  }))
  const text = `[${rows.map((row) => rowText(row, keys)).join()}]`
  return UNSPEAKABLE.test(text) ? undefined : text
}

interface Key {
  readonly name: string
  readonly spelled: string
  readonly holdsJson: boolean
}

function rowText(row: StoredCells, keys: readonly Key[]): string {
  let text = ''
  for (const { name, spelled, holdsJson } of keys) {
    const cell = row[name] ?? null
    text += `${text === '' ? '{' : ','}${spelled}${holdsJson && isNested(cell) ? cell : JSON.stringify(cell)}`
  }
  return `${text}}`
}

/** Objects and lists among the rest become the same text in the database, and need not be spelled as a text of a text. */
const isNested = (cell: Cell): boolean => typeof cell === 'string' && (cell[0] === '{' || cell[0] === '[')

const snakeCaseOf = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
