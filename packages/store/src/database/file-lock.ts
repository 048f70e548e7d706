import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '../errors.js'

/**
 * Says that this process works on the database file (`shared`), or that nobody else may (`exclusive`), until it is
 * disposed or the process ends, however it ends: the lock is the operating system's, on `<file>.lock` beside it.
 *
 * @throws StoreError when others hold it in a way that leaves no room.
 */
export function lockFile(file: string, kind: 'shared' | 'exclusive'): Disposable {
  // A rollback journal: only there do readers keep the one who wants it all out.
  const database = new DatabaseSync(`${file}.lock`, { timeout: 100 })
  try {
    database.exec(kind === 'exclusive' ? 'begin exclusive' : 'begin')
    database.prepare('select count(*) from sqlite_master').get()
  } catch (cause) {
    database.close()
    throw new StoreError(
      kind === 'exclusive'
        ? `Failed to lock ${file}: a host or a worker is using it. Stop them all and try again.`
        : `Failed to open ${file}: it is being moved to another database. Wait until that is done, then use the new one.`,
      { cause },
    )
  }
  return { [Symbol.dispose]: () => database.close() }
}
