import { deliverAnnouncements } from './announcement/deliver-announcements.js'
import { forgetMatchKeys } from './apply/match-keys.js'
import { clockOf, createContext, settingsOf } from './create-context.js'
import { type ShownPlan, shownPlan } from './dry-run/shown-plan.js'
import { finishHooks } from './finish-hooks.js'
import { holdLease } from './hold-lease.js'
import { resolveIntents } from './intent/resolve-intents.js'
import { concerns, synchronizeHinted } from './read/hinted.js'
import { synchronizeEntity } from './read/synchronize-entity.js'
import { releaseParked } from './release-parked.js'
import { finishRun, type RunReport } from './report.js'
import type { RunContext } from './run-context.js'
import { asJson } from './seen-record.js'
import { goesOn, leaveOutAsBefore, orSetAside, raiseFailed } from './set-aside.js'
import { switchedOnEntities } from './switched-on-entities.js'
import type { SynchronizeInput } from './synchronize-input.js'

/**
 * Keeps one link's records equal on both sides, once: reads what changed, plans, applies.
 *
 * Returns undefined when another run holds the link. Never throws for a record; a read that fails costs its entity this
 * run, which ends as `failed`, with words, and the next run reads the same again.
 *
 * @example const report = await synchronize({ store, link, connector, http, connec, trigger: 'manual', options: {}, owner: 'worker-1' })
 */
export async function synchronize(input: SynchronizeInput): Promise<RunReport | undefined> {
  const { store, link, trigger, options, owner } = input
  const { leaseMs } = settingsOf(input)
  const now = clockOf(input)()
  const run = await store.runs.start({
    linkId: link.id,
    trigger,
    options: asJson(options),
    owner,
    now,
    leaseMs,
  })
  if (run === undefined) return undefined
  using lease = holdLease(input, run)
  const shown = await planToShow(input)
  const context = await createContext(input, { run, signal: lease.signal, shown })
  const stop = await carryOut(context, input.records).then(
    () => undefined,
    (error: unknown) => error,
  )
  return await finishRun(context, stop)
}

/** The plan a run is asked to carry out; one that was deleted meanwhile is no reason not to synchronize. */
async function planToShow({ store, link, options }: SynchronizeInput): Promise<ShownPlan | undefined> {
  const plan = options.plan === undefined ? undefined : await store.plans.byId(options.plan)
  return plan?.linkId === link.id ? shownPlan(store, plan.id) : undefined
}

async function carryOut(context: RunContext, records: SynchronizeInput['records']): Promise<void> {
  if (context.leftovers.staged) await forgetMatchKeys(context.store, context.link.id)
  await deliverAnnouncements(context)
  const entities = switchedOnEntities(context)
  if (records) await leaveOutAsBefore(context, entities)
  for (const entity of entities) await orSetAside(context, entity, () => resolveIntents(context, entity))
  for (const entity of entities) {
    if (records && !records.some((hint) => concerns(hint, entity))) continue
    await orSetAside(context, entity, async () => {
      const run = await context.entityRun(entity)
      await (records ? synchronizeHinted(run, records) : synchronizeEntity(run))
    })
    await deliverAnnouncements(context)
  }
  await releaseParked(context, entities)
  for (const entity of entities) if (goesOn(context, entity)) await context.shown?.close(entity.name)
  await finishHooks(context)
  raiseFailed(context)
}
