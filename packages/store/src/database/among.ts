import { type Expression, type SqlBool, sql } from 'kysely'
import type { StoreDatabase } from '../tables.js'
import { CELL_END, isPlain } from './rows-text.js'

const MARK = String.fromCharCode(CELL_END)

/**
 * Whether a column is one of the ids. PostgreSQL gets them as one text it takes apart, so that the statement is the same
 * however many there are; a parameter each costs the query builder five objects an id.
 *
 * @example query.where(among(database, 'connecId', ids))
 */
export function among(
  { dialect }: StoreDatabase,
  column: string,
  ids: readonly string[],
): Expression<SqlBool> {
  const reference = sql.ref(column)
  const text = dialect === 'postgres' && ids.every(isPlain) ? ids.join(MARK) : ''
  if (text === '') return sql<SqlBool>`${reference} in (${sql.join(ids)})`
  return sql<SqlBool>`${reference} = any(string_to_array(${text}, chr(${sql.lit(CELL_END)})))`
}
