import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes a folder for this process alone: two tours on one folder would write over each other's state.
 *
 * The lock is the kernel's, so it is gone with the process however that ends. Returns the release; throws when another
 * tour has the folder.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const lock = new DatabaseSync(path.join(folder, 'tour.lock'))
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (cause) {
    lock.close()
    throw new Error(
      `Failed to use ${folder}: another tour is running on it. Stop that one, or give this one a folder of its own with --folder.`,
      { cause },
    )
  }
  return () => lock.close()
}
