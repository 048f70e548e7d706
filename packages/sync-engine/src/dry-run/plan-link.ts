import type { Entity } from '@duet/core'
import type { StoredPlan } from '@duet/store'
import { clockOf, createContext } from '../create-context.js'
import { takeUpDue } from '../pending.js'
import { synchronizeEntity } from '../read/synchronize-entity.js'
import type { RunContext } from '../run-context.js'
import { reasonOf } from '../run-stop.js'
import { goesOn, orSetAside, raiseFailed } from '../set-aside.js'
import { switchedOnEntities } from '../switched-on-entities.js'
import { dryRun } from './dry-run.js'
import { createPlanCounts } from './plan-counts.js'
import { type PlanLinkInput, planOptions } from './plan-input.js'
import { notesOf } from './plan-notes.js'
import { createPlanRecorder } from './plan-recorder.js'
import { type Recording, stagingOf, waitingOf } from './recording.js'
import { lookAgain } from './second-look.js'

/**
 * A dry run: reads both sides as a synchronization would, plans every record, and writes nothing to either side, to id
 * maps or cursors. What would be done is kept in the store, page by page, under the plan's id.
 *
 * Never throws for a record or a failed read: the plan is then `failed`, with the reason in words.
 *
 * @example
 * const plan = await store.plans.create({ linkId: link.id, options: { full: true }, now: Date.now() })
 * const { counts } = await planLink({ store, link, connector, http, connec, plan })
 */
export async function planLink(input: PlanLinkInput): Promise<StoredPlan> {
  const { store, plan } = input
  const recording = recordingOf(input)
  const context = await dryContext(input, recording)
  const entities = switchedOnEntities(context)
  const end = await planAll(context, { entities, recording }).then(
    () => ({ state: 'ready', error: null }) as const,
    (error: unknown) => ({ state: 'failed', error: reasonOf(error) }) as const,
  )
  for (const { name } of entities) {
    await store.staged.clear(plan.linkId, stagingOf(plan.id, name))
    await store.staged.clear(plan.linkId, waitingOf(plan.id, name))
  }
  const notes = await notesOf(context, entities, recording)
  const counts = recording.counts.list()
  await store.plans.finish(plan.id, { ...end, counts, notes, now: context.clock() })
  return (await store.plans.byId(plan.id)) ?? plan
}

interface Planning {
  readonly entities: readonly Entity[]
  readonly recording: Recording
}

async function planAll(context: RunContext, { entities, recording }: Planning): Promise<void> {
  for (const entity of entities)
    await orSetAside(context, entity, async () => await synchronizeEntity(await context.entityRun(entity)))
  const present = entities.filter((entity) => goesOn(context, entity))
  for (const entity of present) await takeUpDue(context, entity)
  await lookAgain(context, present, recording)
  raiseFailed(context)
}

function recordingOf({ store, link, plan }: PlanLinkInput): Recording {
  const { historyLimit } = planOptions.parse(plan.options)
  const historyLimitNow = historyLimit === undefined ? undefined : link.historyLimit
  return {
    store,
    linkId: link.id,
    planId: plan.id,
    counts: createPlanCounts(),
    mass: new Map(),
    historyLimitNow,
  }
}

/** A run's context whose pages go to the plan. It holds no lease, so the store would refuse what a page commits. */
async function dryContext(input: PlanLinkInput, recording: Recording): Promise<RunContext> {
  const { plan, link, signal } = input
  const { full, only, historyLimit } = planOptions.parse(plan.options)
  const options = { ...(full && { full }), ...(only && { only }) }
  const asked = historyLimit === undefined ? link : { ...link, historyLimit }
  return await createContext(
    { ...input, link: asked, options },
    {
      run: dryRun(plan, clockOf(input)()),
      signal: signal ?? new AbortController().signal,
      dry: {
        planner: createPlanRecorder(recording),
        stagingOf: (entity) => stagingOf(plan.id, entity),
      },
    },
  )
}
