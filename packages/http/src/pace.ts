/** How much of the rate that was let through is kept after a 429. */
const DECREASE = 0.8
/** Requests a second gained with each success. */
const INCREASE = 0.05
const SLOWEST = 0.2

/** Spacing of requests in time. Times are milliseconds on the caller's clock. */
export interface Pace {
  /** Takes the next free moment and answers it. */
  reserve(now: number): number
  /** Until when everything waits, since the API said so. */
  pausedUntil(): number
  slowDown(limit: { sentAt: number; now: number; retryAfterMs?: number | undefined }): void
  speedUp(now: number): void
}

export function createPace(fastest: number): Pace {
  let rate = fastest
  let next = 0
  let paused = 0
  let slowedAt = Number.NEGATIVE_INFINITY
  let accepted: number[] = []

  const acceptedInLastSecond = (now: number) => {
    accepted = accepted.filter((at) => at > now - 1000)
    return accepted.length
  }

  return {
    reserve(now) {
      const turn = Math.max(now, next, paused)
      next = turn + 1000 / rate
      return turn
    },
    pausedUntil: () => paused,
    slowDown({ sentAt, now, retryAfterMs }) {
      if (retryAfterMs !== undefined) paused = Math.max(paused, now + retryAfterMs)
      // requests that were under way when the pace was lowered tell nothing about the new one
      if (sentAt <= slowedAt) return
      slowedAt = now
      const letThrough = rate === Number.POSITIVE_INFINITY ? Math.max(1, acceptedInLastSecond(now)) : rate
      rate = Math.max(SLOWEST, letThrough * DECREASE)
      next = Math.max(next, now + 1000 / rate)
    },
    speedUp(now) {
      if (rate < Number.POSITIVE_INFINITY) rate = Math.min(fastest, rate + INCREASE)
      else if (accepted.push(now) > 1000) acceptedInLastSecond(now)
    },
  }
}
