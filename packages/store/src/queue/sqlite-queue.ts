import type { StoreDatabase } from '../tables.js'
import { jobTable } from './job-table.js'
import { PRIORITIES, type Queue, type QueueSettings } from './queue.js'
import { SqliteWorker } from './sqlite-worker.js'

/** The queue on a table of the SQLite store, shared by all processes that open the file. */
export function sqliteQueue(database: StoreDatabase, settings: QueueSettings): Queue {
  const jobs = jobTable(database, settings)
  const workers = new Set<SqliteWorker>()
  return {
    async enqueue(linkId, { delayMs = 0, priority = 'background' } = {}) {
      const answer = await jobs.enqueue(linkId, Date.now() + delayMs, PRIORITIES[priority])
      for (const worker of workers) worker.wake()
      return answer
    },

    async work(options) {
      const worker = new SqliteWorker(jobs, settings, options)
      workers.add(worker)
      return {
        async stop(stopOptions) {
          workers.delete(worker)
          await worker.stop(stopOptions)
        },
      }
    },

    counts: () => jobs.counts(),

    async [Symbol.asyncDispose]() {
      await Promise.all([...workers].map((worker) => worker.stop()))
      workers.clear()
    },
  }
}
