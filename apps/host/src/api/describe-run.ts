import type { Connector } from '@duet/core'
import type { Run as RunAnswer } from '@duet/host-api'
import type { RunWithTotals } from '@duet/store'
import { activityOf } from './activity-of.js'

/** A run as the page shows it; the connector lends its names to what it is doing. */
export function describeRun(run: RunWithTotals, connector?: Connector): RunAnswer {
  const { id, number, trigger, status, startedAt, finishedAt, error, progress, totals } = run
  const activity = status === 'running' ? activityOf(progress, connector) : null
  const { unavailable, ...counts } = totals
  return {
    id,
    number,
    trigger,
    status,
    startedAt,
    finishedAt,
    error,
    activity,
    unavailable,
    totals: counts,
  }
}
