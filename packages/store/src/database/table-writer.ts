import { CompiledQuery } from 'kysely'
import type { Cell, Column, ColumnSet } from '../columns.js'
import type { StoreDatabase, StoreTables } from '../tables.js'
import { assigned, insertInto, rowsOfText, valuesOf } from './insert-text.js'
import { RowsText } from './rows-text.js'

/** Writes rows of one table, many in one statement. */
export interface TableWriter<Row> {
  /** Inserts the rows; one whose key is there already does what the writer was made for, or fails. */
  write(database: StoreDatabase, rows: readonly Row[]): Promise<void>
}

type ValueOf<Held> = Held extends Column<infer Value, Cell> ? Value : never

/** Where the values of those columns come from that are no fields of the row. */
type Elsewhere<Row, Columns> = {
  readonly [Name in Exclude<keyof Columns, keyof Row>]: (row: Row) => ValueOf<Columns[Name]>
}

/** The key of an upsert, and the columns that stay as they are where it is there already. */
export interface Replacing<Name> {
  readonly key: readonly Name[]
  readonly kept?: readonly Name[]
}

/**
 * The writer of a table, made once: what it knows of the columns is not asked again for each row, and a row is not
 * copied on its way. PostgreSQL gets all rows as one parameter: a parameter a cell costs the program several times as
 * much, most of it for the text of the statement.
 *
 * @example tableWriter<Trace>()('traces', traceColumns, { id: () => newId() })
 */
export const tableWriter =
  <Row>() =>
  <const Columns extends ColumnSet>(
    table: keyof StoreTables & string,
    columns: Columns,
    elsewhere: Elsewhere<Row, Columns>,
    replacing?: Replacing<keyof Columns & string>,
  ): TableWriter<Row> => {
    const names = Object.keys(columns)
    const cells = Object.entries(columns).map(([name, column]) => ({
      holds: column.holds,
      of: cellOf<Row>(name, column, elsewhere),
    }))
    const insert = insertInto(table, names)
    const replace = replacing === undefined ? '' : assigned(names, replacing)
    const ofText = `${insert}${rowsOfText(cells.map(({ holds }) => holds))}${replace}`
    const byCells = async ({ db, dialect }: StoreDatabase, rows: readonly Row[]) => {
      const values = valuesOf({ rows: rows.length, columns: names.length }, dialect)
      const parameters = rows.flatMap((row) => cells.map(({ of }) => of(row)))
      await db.executeQuery(CompiledQuery.raw(`${insert}${values}${replace}`, parameters))
    }
    return {
      async write(database, rows) {
        if (database.dialect === 'sqlite') return await byCells(database, rows)
        const text = new RowsText()
        try {
          if (!text.add(rows, cells)) return await byCells(database, rows)
          await database.db.executeQuery(CompiledQuery.raw(ofText, [text.bytes()]))
        } finally {
          text.release()
        }
      },
    }
  }

function cellOf<Row>(
  name: string,
  column: Column<unknown, Cell>,
  elsewhere: Partial<Record<string, (row: Row) => unknown>>,
): (row: Row) => Cell {
  const read = elsewhere[name]
  if (read !== undefined) return (row) => column.write(read(row))
  // Columns that are not made elsewhere are fields of the row: its type says so, under a name that is a variable here.
  return (row) => column.write((row as Record<string, unknown>)[name])
}
