const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Requests of the last sixty minutes, by the minute they were sent in (epoch milliseconds of its start). */
export type HourUse = Readonly<Record<string, number>>

/** A minute counts in full until its last moment is an hour ago. */
const endOf = (minute: string): number => Number(minute) + MINUTE + HOUR

/** How many requests of the last sixty minutes count. */
export const used = (use: HourUse, now: number): number =>
  Object.entries(use).reduce((sum, [minute, count]) => (endOf(minute) > now ? sum + count : sum), 0)

/** The first moment, from now on, at which one more request is within the limit. */
export function nextFree(use: HourUse, limit: number, now: number): number {
  let left = used(use, now)
  let free = now
  for (const [minute, count] of Object.entries(use).sort(([one], [other]) => Number(one) - Number(other))) {
    if (left < limit) break
    if (endOf(minute) <= now) continue
    left -= count
    free = endOf(minute)
  }
  return free
}

/** Counts requests, and forgets those that no longer matter. */
export function addUse(
  use: HourUse,
  { at, count, now }: { at: number; count: number; now: number },
): HourUse {
  const kept = Object.entries(use).filter(([minute]) => endOf(minute) > now)
  const minute = String(Math.floor(at / MINUTE) * MINUTE)
  return { ...Object.fromEntries(kept), [minute]: (use[minute] ?? 0) + count }
}
