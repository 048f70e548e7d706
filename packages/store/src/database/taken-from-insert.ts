import { type Expression, sql } from 'kysely'

/**
 * What an upsert sets: every column takes the value of the row that was to be inserted, except those of `kept`,
 * which stay as they are.
 */
export function takenFromInsert<Columns extends object>(
  columns: Columns,
  kept: readonly (keyof Columns)[],
): { [Column in keyof Columns]?: Expression<never> } {
  const assignments: { [Column in keyof Columns]?: Expression<never> } = {}
  for (const column in columns) {
    if (!kept.includes(column)) assignments[column] = sql<never>`${sql.ref(`excluded.${column}`)}`
  }
  return assignments
}
