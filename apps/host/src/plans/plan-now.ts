import type { PlanRequest } from '@duet/host-api'
import type { Budget } from '@duet/http'
import type { Link, StoredPlan } from '@duet/store'
import { planLink } from '@duet/sync-engine'
import type { HostContext } from '../open-context.js'
import { engineSettings } from '../worker/engine-settings.js'
import { type OpenedLink, openLink } from '../worker/open-link.js'
import { newPlan } from './new-plan.js'

/** Plans a link at once, in this process. Throws `DuetError` when the link cannot be opened. */
export async function planNow(
  context: HostContext,
  { link, request }: { link: Link; request: PlanRequest },
): Promise<StoredPlan> {
  const signal = new AbortController().signal
  await using opened = await openLink(context, { link, budgets: new Map<string, Budget>(), signal })
  const plan = await newPlan(context.store, { linkId: link.id, request })
  return await carryOutPlan(context, { link, opened, plan, signal })
}

interface Planning {
  link: Link
  opened: OpenedLink
  plan: StoredPlan
  signal: AbortSignal
}

/** Makes a plan that was asked for. */
export async function carryOutPlan(
  { store, settings, log }: HostContext,
  { link, opened, plan, signal }: Planning,
): Promise<StoredPlan> {
  const made = await planLink({
    ...{ store, link, plan, signal },
    connector: opened.connector,
    http: opened.http,
    connec: opened.connec,
    settings: engineSettings(settings, link.connector),
    log: (event) => log.debug({ link: link.id, ...event }, 'Planning'),
  })
  log.info({ link: link.id, plan: made.id, state: made.state }, 'A plan was made')
  return made
}
