import { isPlainObject, type Json } from '@duet/core'
import type { Run as RunAnswer } from '@duet/host-api'
import type { RunWithTotals } from '@duet/store'

/** A run as the page shows it. */
export function describeRun(run: RunWithTotals): RunAnswer {
  const { id, number, trigger, status, startedAt, finishedAt, error, progress, totals } = run
  return {
    id,
    number,
    trigger,
    status,
    startedAt,
    finishedAt,
    error,
    activity: status === 'running' ? activityIn(progress) : null,
    totals,
  }
}

/** What a running run is doing, as the engine noted it. */
function activityIn(progress: Json): string | null {
  return isPlainObject(progress) && typeof progress.activity === 'string' ? progress.activity : null
}
