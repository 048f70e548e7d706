import { DuetError } from '@duet/core'
import type { Budget } from '@duet/http'
import type { Link, SyncRequest } from '@duet/store'
import { type EngineEvent, type RunReport, synchronize } from '@duet/sync-engine'
import type { HostContext } from '../open-context.js'
import { makePlans, refusePlans } from '../plans/make-plans.js'
import { decideRuns } from './decide-runs.js'
import { engineSettings } from './engine-settings.js'
import { blocked, healthAfter, needsReauth } from './health.js'
import type { MergedRequest } from './merge-requests.js'
import { openLink } from './open-link.js'
import { wakeOtherLinks } from './wake-other-links.js'

/** How a look at a link went. */
export interface LookResult {
  /** Reports of the runs made. */
  reports: RunReport[]
  /** Why nothing ran: another run is under way, the link is suspended, not linked, or cannot be opened. */
  left?: 'busy' | 'suspended' | 'not_linked' | 'blocked' | 'stopped'
  /** In words, when it could not be opened. */
  error?: string
}

export interface LookOptions {
  linkId: string
  budgets: Map<string, Budget>
  /** The job is no longer ours: end at once. */
  signal: AbortSignal
  /** The worker is to stop: finish the page in hand, leave the rest for the next worker. */
  stopping: AbortSignal
  /** Hears what the engine says while it works. */
  onEvent?: (event: EngineEvent) => void
}

/** How long to wait before looking again at a link whose run another worker holds. */
const BUSY_MS = 5_000

/** Does what was asked of a link. What cannot be done now stays asked. */
export async function synchronizeLink(context: HostContext, options: LookOptions): Promise<LookResult> {
  const { store } = context
  const link = await store.links.byId(options.linkId)
  if (link === undefined) return { reports: [], left: 'not_linked' }
  const asked = await store.requests.pendingFor(link.id)
  const plans = asked.filter(({ kind }) => kind === 'plan')
  const { runs, left } = decideRuns(
    link,
    asked.filter(({ kind }) => kind !== 'plan'),
    Date.now(),
  )
  if (link.status !== 'linked') {
    await refusePlans(context, plans, 'The account is not linked. Link it again, then plan.')
    // A new link reads everything since the last run, so nothing is lost by forgetting what was asked.
    await store.requests.remove(asked.map(({ id }) => id))
    return { reports: [], left: 'not_linked' }
  }
  if (runs.length + plans.length === 0) return { reports: [], ...(left === undefined ? {} : { left }) }
  return await runAll(context, { link, due: runs, plans, ...options })
}

/** What is done in a look: plans first, since somebody is waiting for them. */
interface Due {
  link: Link
  due: readonly MergedRequest[]
  plans: readonly SyncRequest[]
}

async function runAll(
  context: HostContext,
  { link, due, plans, ...options }: LookOptions & Due,
): Promise<LookResult> {
  const { store, queue, log } = context
  const reports: RunReport[] = []
  try {
    await using opened = await openLink(context, { ...options, link })
    const signal = AbortSignal.any([options.signal, options.stopping])
    await makePlans(context, { link, opened, requests: plans, signal })
    for (const request of due) {
      const report = await synchronize({
        ...opened,
        store,
        link,
        trigger: request.trigger,
        options: request.options,
        ...(request.records === undefined ? {} : { records: request.records }),
        owner: context.owner,
        signal,
        settings: engineSettings(context.settings, link.connector),
        log(event) {
          log.debug({ link: link.id, ...event }, 'Synchronizing')
          options.onEvent?.(event)
        },
      })
      if (report === undefined) {
        await queue.enqueue(link.id, { delayMs: BUSY_MS })
        return { reports, left: 'busy' }
      }
      reports.push(report)
      logReport(context, link, report)
      if (options.signal.aborted || options.stopping.aborted) {
        await queue.enqueue(link.id)
        return { reports, left: 'stopped' }
      }
      await store.requests.remove(request.requestIds)
      await keepHealth(context, { link, report, unauthorized: opened.isUnauthorized() })
      if (report.totals.writesToConnec > 0) await wakeOtherLinks(context, link)
    }
    return { reports }
  } catch (error) {
    if (!(error instanceof DuetError) || reports.length > 0) throw error
    await refusePlans(context, plans, error.message)
    return await leaveBlocked(context, { link, error })
  }
}

/** The run cannot even begin: said on the page, tried again with the next request. */
async function leaveBlocked(
  { store, log }: HostContext,
  { link, error }: { link: Link; error: DuetError },
): Promise<LookResult> {
  log.warn({ link: link.id, error }, 'A link could not be opened')
  await store.links.update(link.id, blocked(link, error.message, Date.now()))
  return { reports: [], left: 'blocked', error: error.message }
}

function logReport({ log }: HostContext, { id, connector }: Link, report: RunReport): void {
  const { number, status, totals, ms, error } = report
  const { read, applied, unchanged, parked, failed, writesToConnec, writesToExternal } = totals
  const counts = { read, applied, unchanged, parked, failed, writesToConnec, writesToExternal }
  const fields = {
    link: id,
    connector,
    run: number,
    status,
    ms,
    ...counts,
    ...(error === null ? {} : { reason: error }),
  }
  log[status === 'failed' ? 'warn' : 'info'](fields, 'A synchronization ended')
}

async function keepHealth(
  { store, catalog }: HostContext,
  { link, report, unauthorized }: { link: Link; report: RunReport; unauthorized: boolean },
): Promise<void> {
  const fresh = await store.links.byId(link.id)
  // Unlinked meanwhile: a run that fails for it says nothing about the link.
  if (fresh === undefined || fresh.status !== 'linked') return
  const displayName = catalog.connectors.get(link.connector)?.connector.displayName ?? link.connector
  const now = Date.now()
  const held = (await store.held.list(link.id)).map(({ message }) => message)
  const end = { status: report.status, error: report.error, failedRecords: report.totals.failed, held }
  await store.links.update(
    link.id,
    report.status === 'failed' && unauthorized
      ? needsReauth(fresh, displayName, now)
      : healthAfter(fresh, { end, displayName, now }),
  )
}
