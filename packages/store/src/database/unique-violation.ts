const SQLITE_CONSTRAINT_UNIQUE = 2067
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555
const POSTGRES_UNIQUE_VIOLATION = '23505'

/**
 * When a unique index refused a row: a text that holds the names of the index's columns (indexes are named after
 * them, so that both databases agree); otherwise undefined.
 */
export function uniqueViolation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && error.code === POSTGRES_UNIQUE_VIOLATION) {
    return 'constraint' in error ? String(error.constraint) : error.message
  }
  const code = 'errcode' in error ? error.errcode : undefined
  return code === SQLITE_CONSTRAINT_UNIQUE || code === SQLITE_CONSTRAINT_PRIMARYKEY
    ? error.message
    : undefined
}
