import type { PlanRequest } from '@duet/host-api'
import type { Budget } from '@duet/http'
import type { Link, StoredPlan } from '@duet/store'
import { type EngineEvent, planLink } from '@duet/sync-engine'
import type { HostContext } from '../open-context.js'
import { engineSettings } from '../worker/engine-settings.js'
import { type OpenedLink, openLink } from '../worker/open-link.js'
import { newPlan } from './new-plan.js'

/** Plans a link at once, in this process. Throws `DuetError` when the link cannot be opened. */
export async function planNow(
  context: HostContext,
  { link, request, onEvent }: { link: Link; request: PlanRequest; onEvent?: (event: EngineEvent) => void },
): Promise<StoredPlan> {
  const signal = new AbortController().signal
  await using opened = await openLink(context, { link, budgets: new Map<string, Budget>(), signal })
  const plan = await newPlan(context.store, { linkId: link.id, request })
  return await carryOutPlan(context, { link, opened, plan, signal, ...(onEvent && { onEvent }) })
}

interface Planning {
  link: Link
  opened: OpenedLink
  plan: StoredPlan
  signal: AbortSignal
  onEvent?: (event: EngineEvent) => void
}

/** Makes a plan that was asked for. */
export async function carryOutPlan(
  { store, settings, log }: HostContext,
  { link, opened, plan, signal, onEvent }: Planning,
): Promise<StoredPlan> {
  const made = await planLink({
    ...{ store, link, plan, signal },
    connector: opened.connector,
    http: opened.http,
    connec: opened.connec,
    settings: engineSettings(settings, link.connector),
    log(event) {
      log.debug({ link: link.id, ...event }, 'Planning')
      onEvent?.(event)
    },
  })
  log.info({ link: link.id, plan: made.id, state: made.state }, 'A plan was made')
  return made
}
