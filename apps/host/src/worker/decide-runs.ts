import type { Link, SyncRequest } from '@duet/store'
import { type MergedRequest, mergeRequests } from './merge-requests.js'

/** What is done now of what was asked of a link. */
export interface RunDecision {
  /** The runs to make, in this order. */
  readonly runs: readonly MergedRequest[]
  /** Why nothing is done, where something was asked. */
  readonly left?: 'not_linked' | 'suspended'
}

/**
 * Whether and how a link is synchronized: nothing without an account, and after too many failures in a row only what is
 * forced. That no other run is under way is for the run's lease to see.
 */
export function decideRuns(link: Link, asked: readonly SyncRequest[], now: number): RunDecision {
  if (link.status !== 'linked') return { runs: [], left: 'not_linked' }
  const runs = mergeRequests(asked).filter((request) => mayRun(link, request, now))
  return runs.length === 0 && asked.length > 0 ? { runs, left: 'suspended' } : { runs }
}

const mayRun = ({ suspendedUntil }: Link, { options }: MergedRequest, now: number): boolean =>
  options.forced === true || suspendedUntil === null || suspendedUntil <= now
