import type { Database, DatabaseOptions } from './database.js'
import { DEFAULT_SCHEMA, openPostgres } from './open-postgres.js'
import { openSqlite } from './open-sqlite.js'
import { SqlDatabase } from './sql-database.js'

/**
 * Opens a database without any table of ours; bring them with `migrate`.
 *
 * @example
 * const database = await openDatabase<{ notes: { id: string } }>({ file: '.duet/hub.db' })
 * await database.migrate({ '0001-notes': ({ run }) => run('create table notes (id text primary key)') }, 'hub')
 *
 * @throws DatabaseCorruptError, DatabaseUnreachableError
 */
export async function openDatabase<Tables>(options: DatabaseOptions): Promise<Database<Tables>> {
  const kysely =
    'file' in options
      ? openSqlite<Tables>(options.file)
      : await openPostgres<Tables>(options.url, options.schema ?? DEFAULT_SCHEMA)
  return new SqlDatabase(kysely, options)
}
