import { LeaseLostError, type LedgerEntry, type RunTotals, totalsOf } from '@duet/store'
import type { PlanComparison } from './dry-run/shown-plan.js'
import type { RunContext } from './run-context.js'
import { RunStop, reasonOf } from './run-stop.js'

/** A run in numbers and words. */
export interface RunReport {
  readonly runId: string
  readonly number: number
  readonly status: 'succeeded' | 'partial' | 'failed' | 'suspended'
  readonly totals: RunTotals
  /** The ledger, by entity. */
  readonly entities: Readonly<Record<string, readonly LedgerEntry[]>>
  /** Why it did not succeed. */
  readonly error: string | null
  readonly ms: number
  /** How what was done compares with the plan that was carried out. */
  readonly plan?: PlanComparison | undefined
}

/** What a run became: a stop first, then failed records or stopped entities, else success. Parked records alone are no failure. */
export function statusOf(stop: unknown, { failed }: RunTotals, held = 0): RunReport['status'] {
  if (stop instanceof RunStop) return stop.status
  if (stop !== undefined) return 'failed'
  return failed + held > 0 ? 'partial' : 'succeeded'
}

/** Closes the run and reports it; a run that another worker has taken over stays as that one left it. */
export async function finishRun(context: RunContext, stop: unknown): Promise<RunReport> {
  const { store, run, clock, held } = context
  await context.matchKeys.release().catch(() => undefined)
  const ledger = await store.runs.ledger(run.id)
  const totals = totalsOf(ledger)
  const status = statusOf(stop, totals, held.size)
  const now = clock()
  const reasons = [...(stop === undefined ? [] : [reasonOf(stop)]), ...held.values()]
  const error = reasons.length === 0 ? null : reasons.join(' ')
  await store.runs.finish(run.id, run.lease.token, { status, error, now }).catch(ignoreLostLease)
  const plan = await comparisonOf(context, status)
  const entities = Object.fromEntries(Map.groupBy(ledger, ({ entity }) => entity))
  return { runId: run.id, number: run.number, status, totals, entities, error, ms: now - run.startedAt, plan }
}

async function comparisonOf(
  { store, run, shown }: RunContext,
  status: RunReport['status'],
): Promise<PlanComparison | undefined> {
  const comparison = await shown?.report()
  if (comparison && (status === 'succeeded' || status === 'partial'))
    await store.plans.markApplied(comparison.planId, run.id)
  return comparison
}

function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LeaseLostError)) throw error
}
