const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Requests of the last sixty minutes, counted by the minute. */
export interface HourWindow {
  /** The first moment, from now on, at which one more request is within the limit. */
  nextFree(now: number): number
  count(now: number): void
}

export function createHourWindow(limit: number): HourWindow {
  const minutes = new Map<number, number>()
  if (limit === Number.POSITIVE_INFINITY) return { nextFree: (now) => now, count: () => {} }

  return {
    nextFree(now) {
      // a minute counts in full until its last moment is an hour ago
      for (const minute of minutes.keys()) if (minute + MINUTE + HOUR <= now) minutes.delete(minute)
      let used = 0
      for (const count of minutes.values()) used += count
      let free = now
      for (const [minute, count] of minutes) {
        if (used < limit) break
        used -= count
        free = minute + MINUTE + HOUR
      }
      return free
    },
    count(now) {
      const minute = Math.floor(now / MINUTE) * MINUTE
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
    },
  }
}
