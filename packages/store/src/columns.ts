import type { Json } from '@duet/core'
import type { z } from 'zod'

/** What a column of either database can hold: numbers are 64-bit integers, JSON is text, booleans are 0 and 1. */
export type Cell = string | number | null

/** How one field of a row is stored. */
export interface Column<Value, Stored extends Cell> {
  /** `json` is a text as well, in which no control character stands as it is. */
  readonly holds: 'text' | 'json' | 'integer'
  write(value: Value): Stored
  read(stored: Stored): Value
}

export type ColumnSet = Readonly<Record<string, Column<unknown, Cell>>>

/** The columns a row type needs; close the literal with `satisfies ColumnsOf<Row>`. */
export type ColumnsOf<Row> = { readonly [Field in keyof Row]: Column<Row[Field], Cell> }

/** The row as the database holds it. */
export type StoredRow<Columns extends ColumnSet> = {
  -readonly [Field in keyof Columns]: ReturnType<Columns[Field]['write']>
}

/** The row as the program sees it. */
export type RowOf<Columns extends ColumnSet> = {
  -readonly [Field in keyof Columns]: ReturnType<Columns[Field]['read']>
}

const unchanged = <Value>(value: Value): Value => value

export const text = <Value extends string = string>(): Column<Value, Value> => ({
  holds: 'text',
  write: unchanged,
  read: unchanged,
})

export const optionalText = <Value extends string = string>(): Column<Value | null, Value | null> => ({
  holds: 'text',
  write: unchanged,
  read: unchanged,
})

/** Words about a record, out of which a character no database need store (PostgreSQL refuses NUL) is taken. */
export const prose: Column<string, string> = {
  holds: 'text',
  write: (value) => (value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value),
  read: unchanged,
}

export const optionalProse: Column<string | null, string | null> = {
  holds: 'text',
  write: (value) => (value === null ? null : prose.write(value)),
  read: unchanged,
}

export const integer: Column<number, number> = { holds: 'integer', write: unchanged, read: unchanged }

export const optionalInteger: Column<number | null, number | null> = {
  holds: 'integer',
  write: unchanged,
  read: unchanged,
}

export const flag: Column<boolean, number> = {
  holds: 'integer',
  write: (value) => (value ? 1 : 0),
  read: (stored) => stored === 1,
}

/** JSON of any shape: parsing proves all that its type promises. */
export const anyJson: Column<Json, string> = {
  holds: 'json',
  write: JSON.stringify,
  read: JSON.parse,
}

/** JSON of a known shape, checked when it is read; `isSo` tells faster than the schema, where there are many to read. */
export const json = <Value>(
  schema: z.ZodType<Value>,
  isSo?: (value: unknown) => value is Value,
): Column<Value, string> => ({
  holds: 'json',
  write: (value) => JSON.stringify(value),
  read: (stored) => checked(JSON.parse(stored), schema, isSo),
})

export const optionalJson = <Value>(
  schema: z.ZodType<Value>,
  isSo?: (value: unknown) => value is Value,
): Column<Value | null, string | null> => ({
  holds: 'json',
  write: (value) => (value === null ? null : JSON.stringify(value)),
  read: (stored) => (stored === null ? null : checked(JSON.parse(stored), schema, isSo)),
})

/** The schema says what is wrong. */
function checked<Value>(
  value: unknown,
  schema: z.ZodType<Value>,
  isSo: ((value: unknown) => value is Value) | undefined,
): Value {
  return isSo?.(value) ? value : schema.parse(value)
}

/** The columns a row is read from, for a query that need not read others. */
export const fieldsOf = <Columns extends ColumnSet>(columns: Columns): (keyof Columns & string)[] =>
  // An object's keys are texts to the compiler, whatever its type says.
  Object.keys(columns) as (keyof Columns & string)[]

/** Reads and writes whole rows of a table. */
export interface RowCodec<Row, Stored> {
  write(row: Row): Stored
  read(stored: Stored): Row
}

/** The codec of a table out of its columns, `rowCodec({ id: text(), sealed: flag })`. */
export function rowCodec<const Columns extends ColumnSet>(
  columns: Columns,
): RowCodec<RowOf<Columns>, StoredRow<Columns>> {
  const fields = Object.entries(columns).map(([field, column]) => ({ field, column }))
  // A copy of an object that has its fields is made at once; one that is given them one by one is made over and again.
  const empty: Record<string, null> = Object.fromEntries(fields.map(({ field }) => [field, null]))
  // A loop over the columns fills every field; the compiler cannot follow it, hence the two assertions.
  return {
    write: (row) => {
      const stored: Record<string, Cell> = { ...empty }
      for (const { field, column } of fields) stored[field] = column.write(row[field])
      return stored as StoredRow<Columns>
    },
    read: (stored) => {
      const row: Record<string, unknown> = { ...empty }
      for (const { field, column } of fields) row[field] = column.read(stored[field] ?? null)
      return row as RowOf<Columns>
    },
  }
}
