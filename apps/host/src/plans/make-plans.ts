import type { Link, SyncRequest } from '@duet/store'
import type { HostContext } from '../open-context.js'
import type { OpenedLink } from '../worker/open-link.js'
import { carryOutPlan } from './plan-now.js'

interface Asked {
  link: Link
  opened: OpenedLink
  requests: readonly SyncRequest[]
  signal: AbortSignal
}

/** Makes the plans that were asked for; one that was deleted meanwhile is forgotten. */
export async function makePlans(
  context: HostContext,
  { link, opened, requests, signal }: Asked,
): Promise<void> {
  for (const { id, options } of requests) {
    const plan = options.plan === undefined ? undefined : await context.store.plans.byId(options.plan)
    if (plan?.state === 'planning') await carryOutPlan(context, { link, opened, plan, signal })
    if (signal.aborted) return
    await context.store.requests.remove([id])
  }
}

/** Says of plans why they cannot be made. */
export async function refusePlans(
  { store }: Pick<HostContext, 'store'>,
  requests: readonly SyncRequest[],
  error: string,
): Promise<void> {
  for (const { options } of requests) {
    if (options.plan !== undefined)
      await store.plans.finish(options.plan, {
        state: 'failed',
        counts: [],
        notes: [],
        error,
        now: Date.now(),
      })
  }
  await store.requests.remove(requests.map(({ id }) => id))
}
