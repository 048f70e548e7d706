import { DatabaseCorruptError, DatabaseUnreachableError, StoreError } from '../errors.js'

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const BUSY = 5
const READONLY = 8
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26

/** True while another process holds the lock this statement needs. */
export const isBusy = (error: unknown): boolean => resultCode(error) === BUSY

/** The error in words, when it is one a person can act on; any other stays as it is. */
export function fromSqliteError(error: unknown, file = 'the database file'): unknown {
  switch (resultCode(error)) {
    case NOTADB:
      return new DatabaseCorruptError(
        `Failed to open ${file}: it is not a SQLite database. Name another file, or move this one away and start again; it was not changed.`,
        { cause: error },
      )
    case CORRUPT:
      return damaged(file, error)
    case CANTOPEN:
      return new DatabaseUnreachableError(
        `Failed to open ${file}: the file cannot be created or read. Check that its folder exists and that this user may write there.`,
        { cause: error },
      )
    case READONLY:
      return new DatabaseUnreachableError(
        `Failed to write ${file}: it is read-only. Give this user the right to write the file and its folder.`,
        { cause: error },
      )
    case FULL:
      return new StoreError(
        `Failed to write ${file}: the disk is full. Free some space; the next write then succeeds without a restart.`,
        { cause: error, code: 'disk_full' },
      )
    case BUSY:
      return new StoreError(
        `Failed to write ${file}: another process has been writing for too long. Stop the other process, or move to PostgreSQL.`,
        { cause: error, code: 'database_busy' },
      )
    default:
      return error
  }
}

/** The error of a file whose contents contradict each other. */
export const damaged = (file: string, cause?: unknown): DatabaseCorruptError =>
  new DatabaseCorruptError(
    `Failed to open ${file}: the file is damaged. Put a backup in its place, or recover it with "sqlite3 <file> .recover"; it was not changed.`,
    { cause },
  )

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined
  return error.errcode & 0xff
}
