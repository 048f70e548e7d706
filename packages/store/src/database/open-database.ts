import type { Kysely } from 'kysely'
import { type Database, type DatabaseOptions, DEFAULT_SCHEMA } from './database.js'
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
  return new SqlDatabase(await open<Tables>(options), options)
}

async function open<Tables>(options: DatabaseOptions): Promise<Kysely<Tables>> {
  if ('file' in options) return openSqlite<Tables>(options.file)
  // The driver is loaded by those who need it: a store on one file starts faster and smaller without it.
  const { openPostgres } = await import('./open-postgres.js')
  return await openPostgres<Tables>(options.url, options.schema ?? DEFAULT_SCHEMA)
}
