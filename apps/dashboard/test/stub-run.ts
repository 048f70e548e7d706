import type { Link, Run } from '@duet/host-api'
import { runOf, totals, type World } from './stub-world.js'

/** Starts a run that goes on until the test moves it (`progress`) and ends it (`endRun`). */
export function startRun(world: World, link: Link): Run {
  const run = runOf((link.lastRun?.number ?? 0) + 1, {
    trigger: 'manual',
    status: 'running',
    startedAt: Date.now(),
    finishedAt: null,
    activity: 'Reading contacts',
    totals: totals(),
  })
  link.running = run
  world.runs.push({ linkId: link.id, run })
  return run
}

/** A running run does more. */
export const progress = (link: Link, changes: Partial<Run>): void => {
  if (link.running) Object.assign(link.running, changes)
}

/** A running run ends. */
export function endRun(link: Link, changes: Partial<Run> = {}): void {
  if (!link.running) return
  Object.assign(link.running, {
    status: 'succeeded',
    finishedAt: Date.now(),
    activity: null,
    ...changes,
  })
  link.lastRun = link.running
  link.running = null
}
