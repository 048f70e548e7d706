import type { PlanRequest } from '@duet/host-api'
import type { StoredPlan } from '@duet/store'
import { HostError } from '../host-error.js'
import type { HostContext } from '../open-context.js'
import { describePlan, describePlanned } from '../plans/describe-plan.js'
import { planNow } from '../plans/plan-now.js'
import { findLinks } from './find-links.js'
import { printPlan } from './print-plan.js'
import { refuseUnknownEntities } from './synchronize-now.js'
import type { Terminal } from './terminal.js'

/** Records a plan shows before it says how to see more. */
const FEW = 20
const MANY = 10_000

export interface ShowPlans extends Pick<Terminal, 'print'> {
  /** A link or a connector. */
  name: string
  request: PlanRequest
  json: boolean
  /** Print every record. */
  all: boolean
}

/** Plans links and prints what would be done. Throws `HostError` when one could not be planned. */
export async function showPlans(context: HostContext, show: ShowPlans): Promise<void> {
  const { name, request, json, all, print } = show
  const plans = []
  for (const link of await findLinks(context.store, name)) {
    refuseUnknownEntities(context, link, request.only)
    plans.push(await planNow(context, { link, request }))
  }
  const shown = []
  for (const plan of plans) shown.push(await shownOf(context, { plan, limit: json || all ? MANY : FEW }))
  if (json) print(JSON.stringify({ plans: shown }))
  else for (const one of shown) printPlan(one, { print })
  const failed = plans.find(({ state }) => state === 'failed')
  if (failed !== undefined) throw new HostError(failed.error ?? 'Failed to plan.')
}

async function shownOf({ store }: HostContext, { plan, limit }: { plan: StoredPlan; limit: number }) {
  const { rows, next } = await store.plans.records.list(plan.id, { limit })
  return {
    ...(await describePlan(store, plan)),
    records: rows.map(describePlanned),
    isWhole: next === undefined,
  }
}
