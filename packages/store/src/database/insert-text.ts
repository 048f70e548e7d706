import type { Column } from '../columns.js'
import type { Dialect } from './database.js'
import { CELL_END, NULL_CELL, ROW_END } from './rows-text.js'

const quoted = (name: string): string =>
  `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`

/** `insert into "id_maps" ("id", "link_id")` */
export const insertInto = (table: string, names: readonly string[]): string =>
  `insert into ${quoted(table)} (${names.map(quoted).join(', ')})`

/** What follows an insert so that rows whose key is there already take the new values, but for those they keep. */
export function assigned(
  names: readonly string[],
  { key, kept = [] }: { key: readonly string[]; kept?: readonly string[] },
): string {
  const taken = names.filter((name) => !key.includes(name) && !kept.includes(name)).map(quoted)
  const set = taken.map((name) => `${name} = excluded.${name}`).join(', ')
  return ` on conflict (${key.map(quoted).join(', ')}) do update set ${set}`
}

/** The rows as a parameter each cell. */
export function valuesOf({ rows, columns }: { rows: number; columns: number }, dialect: Dialect): string {
  const row = (at: number) =>
    `(${Array.from({ length: columns }, (_, column) => (dialect === 'sqlite' ? '?' : `$${at * columns + column + 1}`)).join(', ')})`
  return ` values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}`
}

/** The rows out of one text; without the `offset` each cell would take its row apart again. */
export function rowsOfText(columns: readonly Column<never, never>['holds'][]): string {
  const cells = columns.map((holds, at) => `cells[${at + 1}]${holds === 'integer' ? '::bigint' : ''}`)
  const row = `string_to_array(line, chr(${CELL_END}), chr(${NULL_CELL})) as cells`
  return ` select ${cells.join(', ')} from (select ${row} from string_to_table($1, chr(${ROW_END})) as line offset 0) as lines`
}
