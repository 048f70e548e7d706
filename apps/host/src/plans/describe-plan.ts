import type { PlanCountSummary, PlannedRecordSummary, PlanSummary } from '@duet/host-api'
import type { PlanCount, PlannedRecord, Store, StoredPlan } from '@duet/store'
import { planOptions } from '@duet/sync-engine'
import { itemChanges } from '../item-changes.js'
import { countWords } from './count-words.js'

/** A plan as pages and commands show it. */
export async function describePlan(store: Store, plan: StoredPlan): Promise<PlanSummary> {
  const { id, linkId, createdAt, finishedAt, error, notes, counts } = plan
  const state = (await isBeingApplied(store, plan)) ? 'applying' : plan.state
  const { full, only, historyLimit } = planOptions.parse(plan.options)
  return {
    ...{ id, linkId, state, createdAt, finishedAt, error, notes },
    options: {
      ...(full === undefined ? {} : { full }),
      ...(only === undefined ? {} : { only }),
      ...(historyLimit === undefined ? {} : { historyLimit }),
    },
    counts: counts.filter(({ outcome }) => outcome !== 'history').map(describeCount),
    history: historyLimit === undefined ? null : historyOf(counts),
    compared: state === 'applied' ? await comparedOf(store, id) : null,
  }
}

/** Whether a plan was asked to be carried out and is not yet. */
export const isBeingApplied = async (store: Store, { id, linkId, state }: StoredPlan): Promise<boolean> =>
  state === 'ready' &&
  (await store.requests.pendingFor(linkId)).some(({ kind, options }) => kind === 'run' && options.plan === id)

const describeCount = ({ side, ...count }: PlanCount): PlanCountSummary => ({
  ...count,
  from: side,
  words: countWords({ side, ...count }),
})

function historyOf(counts: readonly PlanCount[]): { added: number; left: number } {
  const sum = (wanted: string) =>
    counts
      .filter(({ outcome, reason }) => outcome === 'history' && reason === wanted)
      .reduce((total, { count }) => total + count, 0)
  return { added: sum('added'), left: sum('left') }
}

async function comparedOf(store: Store, planId: string): Promise<PlanSummary['compared']> {
  const { as_shown: asShown, changed, added, gone } = await store.plans.records.counts(planId)
  return { asShown, changed, added, gone }
}

/** A record of a plan as pages and commands show it. */
export const describePlanned = ({
  pair: _,
  planId: __,
  side,
  ...record
}: PlannedRecord): PlannedRecordSummary => ({
  ...record,
  from: side,
  changes: record.changes.flatMap(itemChanges),
})
