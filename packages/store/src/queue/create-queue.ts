import type { Store } from '../store.js'
import { type Queue, type QueueOptions, queueSettings } from './queue.js'
import { sqliteQueue } from './sqlite-queue.js'

/**
 * The queue that goes with the store: a table of the SQLite file, or pg-boss in the schema `<schema>_boss`. Dispose
 * it before the store.
 *
 * @example
 * await using queue = await createQueue(store)
 * const worker = await queue.work({ concurrency: 4, handle: ({ linkId, signal }) => synchronizeLink(linkId, signal) })
 * await queue.enqueue(link.id, { priority: 'interactive' })
 */
export async function createQueue(store: Store, options: QueueOptions = {}): Promise<Queue> {
  const settings = queueSettings(options)
  if (store.dialect === 'sqlite') return sqliteQueue(store.database, settings)
  // pg-boss is loaded by those who need it.
  const { postgresQueue } = await import('./postgres-queue.js')
  return await postgresQueue(store.database, settings)
}
