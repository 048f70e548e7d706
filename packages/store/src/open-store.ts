import type { DatabaseOptions } from './database/database.js'
import { openDatabase } from './database/open-database.js'
import { storeMigrations } from './migrations/migrations.js'
import { createStore, type Store } from './store.js'
import type { StoreTables } from './tables.js'

/**
 * Opens the store and brings its tables up to date; several processes may do so at once.
 *
 * @example
 * await using store = await openStore({ file: '.duet/duet.db' })
 * await using store = await openStore({ url: process.env.DATABASE_URL })
 *
 * @throws DatabaseCorruptError, DatabaseUnreachableError, DatabaseTooNewError
 */
export async function openStore(options: DatabaseOptions): Promise<Store> {
  const database = await openDatabase<StoreTables>(options)
  try {
    await database.migrate(storeMigrations, 'store')
  } catch (error) {
    await database[Symbol.asyncDispose]()
    throw error
  }
  return createStore(database)
}
