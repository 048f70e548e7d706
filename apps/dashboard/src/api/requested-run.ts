import type { Link } from '@duet/host-api'

/** A run somebody asked for: it has begun once the link shows a number above `after`. */
export interface RequestedRun {
  after: number
  at: number
}

/** Past this a worker is not free, and the page stops promising that the run is about to begin. */
const patienceMs = 60_000

/** The number of the newest run of a link, 0 before the first. */
export const newestRun = (link: Link): number => (link.running ?? link.lastRun)?.number ?? 0

/** Whether a requested run has not begun yet. */
export const isAwaited = (requested: RequestedRun | null | undefined, link: Link): boolean =>
  requested != null && newestRun(link) <= requested.after && Date.now() - requested.at < patienceMs
