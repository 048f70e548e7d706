import type { Budget } from '@duet/http'
import type { HostContext } from '../open-context.js'
import { synchronizeLink } from './synchronize-link.js'

/** Takes links out of the queue until it is stopped. */
export interface LinkWorker {
  /**
   * Finishes the pages in hand, up to ten seconds; what is left is done by the next worker. With `finishRuns`, the runs
   * under way are brought to their end, however long that takes.
   */
  stop(options?: StopOptions): Promise<void>
}

export interface StopOptions {
  finishRuns?: boolean
}

const STOP_MS = 10_000
const FINISH_MS = 600_000

/** Starts working on the queue in this process. */
export async function startWorker(context: HostContext): Promise<LinkWorker> {
  const { queue, settings, log } = context
  const budgets = new Map<string, Budget>()
  const stopping = new AbortController()
  const worker = await queue.work({
    concurrency: settings.synchronization.concurrency,
    handle: async ({ linkId, attempt, signal }) => {
      try {
        await synchronizeLink(context, { linkId, budgets, signal, stopping: stopping.signal })
      } catch (error) {
        log.error({ link: linkId, attempt, error }, 'A synchronization broke off; it is tried again')
        throw error
      }
    },
  })
  return {
    async stop({ finishRuns = false } = {}) {
      if (!finishRuns) stopping.abort(new Error('The worker is stopping'))
      await worker.stop({ timeoutMs: finishRuns ? FINISH_MS : STOP_MS })
    },
  }
}
