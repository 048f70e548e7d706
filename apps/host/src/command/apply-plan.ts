import type { RunOptions } from '@duet/store'
import type { HostContext } from '../open-context.js'
import { runOptionsOf, setPlannedLimit } from '../plans/new-plan.js'
import type { Progress } from './progress.js'
import { lookNow, type Result } from './synchronize-now.js'
import { UsageError } from './usage-error.js'

/** Carries a plan out in this process; what changed since it was made is planned again. Throws `UsageError`. */
export async function applyPlan(
  context: HostContext,
  { planId, options, progress }: { planId: string; options: RunOptions; progress: Progress },
): Promise<Result[]> {
  const { store } = context
  const plan = await store.plans.byId(planId)
  const link = plan && (await store.links.byId(plan.linkId))
  if (plan === undefined || link === undefined)
    throw new UsageError(
      `Failed to find the plan "${planId}": there is none, or it is older than a week. Make one with --plan.`,
    )
  if (plan.state !== 'ready')
    throw new UsageError(`Failed to apply the plan "${planId}": it is ${plan.state}. Make one with --plan.`)
  await setPlannedLimit(store, plan)
  return [await lookNow(context, { link, options: { ...options, ...runOptionsOf(plan) }, progress })]
}
