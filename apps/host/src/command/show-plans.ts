import type { PlanRequest } from '@duet/host-api'
import type { Link, StoredPlan } from '@duet/store'
import { HostError } from '../host-error.js'
import type { HostContext } from '../open-context.js'
import { describePlan, describePlanned } from '../plans/describe-plan.js'
import { planNow } from '../plans/plan-now.js'
import { findLinksOrOnly } from './find-links.js'
import { printPlan } from './print-plan.js'
import { readingProgress } from './reading-progress.js'
import { refuseUnknownEntities } from './synchronize-now.js'
import type { Terminal } from './terminal.js'

/** Records a plan shows before it says how to see more. */
const FEW = 20
const MANY = 10_000

export interface ShowPlans extends Pick<Terminal, 'print' | 'style' | 'progress'> {
  /** A link or a connector; the only link unless given. */
  name: string | undefined
  request: PlanRequest
  json: boolean
  /** Print every record. */
  all: boolean
}

/** Plans links and prints what would be done. Throws `HostError` when one could not be planned. */
export async function showPlans(context: HostContext, show: ShowPlans): Promise<void> {
  const { name, request, json, all, print, style, progress } = show
  const plans: Planned[] = []
  for (const link of await findLinksOrOnly(context.store, name)) {
    refuseUnknownEntities(context, link, request.only)
    const onEvent = readingProgress(progress)
    plans.push({ link, plan: await planNow(context, { link, request, onEvent }) })
    progress('')
  }
  const shown = []
  for (const planned of plans)
    shown.push(await shownOf(context, { ...planned, limit: json || all ? MANY : FEW }))
  if (json) print(JSON.stringify({ plans: shown }))
  else for (const one of shown) printPlan(one, { print, style })
  const failed = plans.find(({ plan }) => plan.state === 'failed')
  if (failed !== undefined) throw new HostError(failed.plan.error ?? 'Failed to plan.')
}

interface Planned {
  readonly link: Link
  readonly plan: StoredPlan
}

async function shownOf({ store }: HostContext, { link, plan, limit }: Planned & { limit: number }) {
  const { rows, next } = await store.plans.records.list(plan.id, { limit })
  return {
    ...(await describePlan(store, plan)),
    of: link.accountName === null ? link.connector : `${link.connector} (${link.accountName})`,
    records: rows.map(describePlanned),
    isWhole: next === undefined,
  }
}
