import type { HostContext } from './open-context.js'
import { KEEP_PLANS, KEEP_PLANS_MS } from './plans/new-plan.js'

const DAY_MS = 86_400_000

/** Deletes what is older than `keep` of the settings says. Cursors, id maps and what waits for a person are never touched. */
export async function tidyUp(
  { store, settings, log }: Pick<HostContext, 'store' | 'settings' | 'log'>,
  now = Date.now(),
): Promise<void> {
  const { runs, traces, conflictDays, notificationDays } = settings.keep
  await store.notifications.prune(now - notificationDays * DAY_MS)
  let deletedRuns = 0
  for (const { id } of await store.links.list()) {
    deletedRuns += await store.runs.prune(id, runs)
    await store.traces.prune(id, traces)
    await store.conflicts.prune(id, now - conflictDays * DAY_MS)
    await store.plans.prune(id, { keep: KEEP_PLANS, before: now - KEEP_PLANS_MS })
  }
  log.debug({ runs: deletedRuns }, 'What is older than the settings keep was deleted')
}
