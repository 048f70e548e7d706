import { type Clock, systemClock } from './clock.js'

export interface RateLimiterOptions {
  perSecond?: number
  perHour?: number
  clock?: Clock
}

/** Counts requests by key (a token, an account). */
export interface RateLimiter {
  /** Takes one request from the key's allowance; false when there is none left. */
  take(key: string): boolean
}

/**
 * A token bucket for each key and limit: a full bucket may be emptied at once and refills evenly.
 *
 * @example
 * const limiter = createRateLimiter({ perSecond: 10, perHour: 36_000, clock })
 * if (!limiter.take(token)) return json(429, {})
 */
export function createRateLimiter({
  perSecond,
  perHour,
  clock = systemClock,
}: RateLimiterOptions): RateLimiter {
  const limits = [limit(perSecond, 1_000), limit(perHour, 3_600_000)].filter((each) => each !== undefined)
  const buckets = new Map<string, Bucket[]>()

  return {
    take(key) {
      const now = clock.now().getTime()
      const mine = buckets.get(key) ?? limits.map(({ capacity }) => ({ left: capacity, at: now }))
      buckets.set(key, mine)
      const refilled = mine.map((bucket, index) => refill(bucket, limits[index], now))
      if (refilled.some(({ left }) => left < 1)) return false
      for (const bucket of refilled) bucket.left -= 1
      if (buckets.size > 10_000) dropIdle(buckets, now)
      return true
    },
  }
}

interface Limit {
  capacity: number
  perMillisecond: number
}

interface Bucket {
  left: number
  at: number
}

function limit(capacity: number | undefined, milliseconds: number): Limit | undefined {
  return capacity === undefined ? undefined : { capacity, perMillisecond: capacity / milliseconds }
}

function refill(bucket: Bucket, limit: Limit | undefined, now: number): Bucket {
  if (limit)
    bucket.left = Math.min(limit.capacity, bucket.left + Math.max(0, now - bucket.at) * limit.perMillisecond)
  bucket.at = now
  return bucket
}

/** A key that was idle for an hour has full buckets again and need not be kept. */
function dropIdle(buckets: Map<string, Bucket[]>, now: number): void {
  for (const [key, mine] of buckets) if (mine.every(({ at }) => now - at >= 3_600_000)) buckets.delete(key)
}
