import { setTimeout as sleep } from 'node:timers/promises'
import type { HostContext } from './open-context.js'
import { requestRun } from './request-run.js'
import { tidyUp } from './tidy-up.js'

/** Starts runs whose time has come, until it is stopped. */
export interface Scheduler {
  stop(): Promise<void>
}

const TICK_MS = 2_000
const LINKS_A_TICK = 100
const HOUSEKEEPING_MS = 6 * 3_600_000

/** Looks every few seconds for links that are due. Any number of hosts may do so: each link is claimed by one. */
export function startScheduler(
  context: HostContext,
  { tickMs = TICK_MS }: { tickMs?: number } = {},
): Scheduler {
  const stopping = new AbortController()
  const { signal } = stopping

  async function loop(): Promise<void> {
    let cleanedAt = Date.now()
    while (!signal.aborted) {
      try {
        await scheduleDueLinks(context)
        if (Date.now() - cleanedAt > HOUSEKEEPING_MS) {
          cleanedAt = Date.now()
          await tidyUp(context)
        }
      } catch (error) {
        context.log.warn({ error }, 'The scheduler had a difficulty and goes on')
      }
      await sleep(tickMs, undefined, { signal }).catch(() => {})
    }
  }

  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Asks for a run of every link whose time has come; returns their ids. */
export async function scheduleDueLinks(context: HostContext, now = Date.now()): Promise<string[]> {
  const { store, queue, log } = context
  const due = await store.links.due(now, LINKS_A_TICK)
  for (const { id } of due) {
    // A link that is busy for longer than its interval must not collect one request after the other.
    const waiting = await store.requests.pendingFor(id)
    const asked = waiting.some(
      ({ kind, trigger, options }) => kind === 'run' && trigger === 'schedule' && !options.only,
    )
    if (asked) await queue.enqueue(id)
    else await requestRun(context, { linkId: id, trigger: 'schedule' })
  }
  if (due.length > 0) log.debug({ links: due.length }, 'Synchronizations are due')
  return due.map(({ id }) => id)
}

/** Wakes workers for what was asked before a host stopped: between storing and waking it may have been killed. */
export async function wakeWaitingLinks({ store, queue }: HostContext): Promise<void> {
  for (const { id, status } of await store.links.list()) {
    if (status !== 'linked') continue
    if ((await store.requests.pendingFor(id)).length > 0) await queue.enqueue(id)
  }
}
