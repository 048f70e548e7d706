import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { DatabaseUnreachableError } from '../errors.js'
import { CamelCase } from './camel-case.js'
import { NodeSqliteDriver } from './sqlite-driver.js'
import { damaged, fromSqliteError } from './sqlite-errors.js'

/** Checking a file costs about a second a gigabyte; larger ones are checked as their pages are read. */
const CHECKED_BYTES = 16 * 1024 * 1024

/** Opens (or creates) the file: write-ahead log, every commit on disk before it is acknowledged. */
export function openSqlite<Tables>(file: string): Kysely<Tables> {
  const database = openFile(file)
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => new NodeSqliteDriver(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    plugins: [new CamelCase()],
  })
}

function openFile(file: string): DatabaseSync {
  if (file !== ':memory:') makeFolder(dirname(file))
  let database: DatabaseSync | undefined
  try {
    // The busy timeout must stand before the first pragma: changing the journal mode needs a lock.
    database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true })
    check(database, file)
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    database.exec('pragma cache_size = -65536')
    // From here on the driver waits without blocking the process.
    database.exec('pragma busy_timeout = 0')
    return database
  } catch (error) {
    database?.close()
    throw fromSqliteError(error, file)
  }
}

/** The file holds secrets, sealed as they are: its folder is for this user only, unless it was there before. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new DatabaseUnreachableError(
      `Failed to open the database: the folder ${folder} cannot be made. Name a file in a folder this user may write to.`,
      { cause: error },
    )
  }
}

function check(database: DatabaseSync, file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0 || size > CHECKED_BYTES) return
  const [finding] = database.prepare('pragma quick_check(1)').all()
  if (finding !== undefined && finding.quick_check !== 'ok') throw damaged(file)
}
