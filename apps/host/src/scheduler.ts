import { setTimeout as sleep } from 'node:timers/promises'
import type { HostContext } from './open-context.js'
import { KEEP_PLANS, KEEP_PLANS_MS } from './plans/new-plan.js'
import { requestRun } from './request-run.js'

/** Starts runs whose time has come, until it is stopped. */
export interface Scheduler {
  stop(): Promise<void>
}

const TICK_MS = 2_000
const LINKS_A_TICK = 100
const HOUSEKEEPING_MS = 6 * 3_600_000
const KEEP_NOTIFICATIONS_MS = 30 * 86_400_000
const TRACES_A_RECORD = 20

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

async function tidyUp({ store, log }: HostContext): Promise<void> {
  await store.notifications.prune(Date.now() - KEEP_NOTIFICATIONS_MS)
  for (const { id } of await store.links.list()) {
    await store.traces.prune(id, TRACES_A_RECORD)
    await store.plans.prune(id, { keep: KEEP_PLANS, before: Date.now() - KEEP_PLANS_MS })
  }
  log.debug('Old notifications, traces and plans were deleted')
}
