import type { PlanRequest } from '@duet/host-api'
import type { RunOptions, Store, StoredPlan } from '@duet/store'
import { planOptions } from '@duet/sync-engine'

/** Plans a link keeps, and for how long. */
export const KEEP_PLANS = 5
export const KEEP_PLANS_MS = 7 * 86_400_000

/** A plan to be made, in the place of the oldest ones. */
export async function newPlan(
  { plans }: Pick<Store, 'plans'>,
  { linkId, request }: { linkId: string; request: PlanRequest },
): Promise<StoredPlan> {
  const now = Date.now()
  const { full, only, historyLimit } = request
  const options = {
    ...(full || historyLimit !== undefined ? { full: true } : {}),
    ...(only && only.length > 0 ? { only } : {}),
    ...(historyLimit === undefined ? {} : { historyLimit }),
  }
  const plan = await plans.create({ linkId, options, now })
  await plans.prune(linkId, { keep: KEEP_PLANS, before: now - KEEP_PLANS_MS })
  return plan
}

/** The options of a run that carries the plan out. */
export function runOptionsOf(plan: StoredPlan): RunOptions {
  const { full, only } = planOptions.parse(plan.options)
  return { plan: plan.id, ...(full && { full }), ...(only && { only }) }
}

/** A plan about another history limit sets it before it is carried out. */
export async function setPlannedLimit({ links }: Pick<Store, 'links'>, plan: StoredPlan): Promise<void> {
  const { historyLimit } = planOptions.parse(plan.options)
  if (historyLimit !== undefined) await links.update(plan.linkId, { historyLimit })
}
