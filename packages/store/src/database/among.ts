import { type Expression, type SqlBool, sql } from 'kysely'
import type { StoreDatabase } from '../tables.js'
import { CELL_END, isPlain } from './rows-text.js'

const MARK = String.fromCharCode(CELL_END)

/**
 * Whether a column is one of the ids. They reach the database as one text it takes apart, so that the statement is the
 * same however many there are; a parameter each costs the query builder several objects an id.
 *
 * @example query.where(among(database, 'connecId', ids))
 */
export function among(
  { dialect }: StoreDatabase,
  column: string,
  ids: readonly string[],
): Expression<SqlBool> {
  const reference = sql.ref(column)
  if (ids.length < FEW || !ids.every(isOrdinary)) return sql<SqlBool>`${reference} in (${sql.join(ids)})`
  return dialect === 'postgres'
    ? sql<SqlBool>`${reference} = any(string_to_array(${ids.join(MARK)}, chr(${sql.lit(CELL_END)})))`
    : sql<SqlBool>`${reference} in (select value from json_each(${JSON.stringify(ids)}))`
}

/** Half a surrogate pair is replaced in a parameter, and would stay what it is in JSON. */
const isOrdinary = (id: string): boolean => isPlain(id) && id.isWellFormed()

/** So few cost less as they are; and an empty id by itself would be no id as a text. */
const FEW = 4
