import { addUse, type HourUse, nextFree, used } from './hour-window.js'

/** What is known about an account's rate, in a form that can be stored. Times are epoch milliseconds. */
export interface BudgetState {
  /** Requests a second; null while only a 429 would slow them. */
  readonly rate: number | null
  /** The first moment nobody has taken. */
  readonly next: number
  /** Until when everything waits, since the API said so. */
  readonly paused: number
  /** When the rate was last lowered. */
  readonly slowedAt: number
  readonly hour: HourUse
}

/** Keeps the state of an account's budget, for this process or for all of them. */
export interface BudgetKeeper {
  /** Replaces the state by what is decided about it; decides again when somebody else was first. */
  change<Result>(
    decide: (state: BudgetState | undefined) => { state: BudgetState; result: Result },
  ): Promise<Result>
}

/** Keeps the state in this process alone. */
export function ownKeeper(): BudgetKeeper {
  let kept: BudgetState | undefined
  return {
    async change(decide) {
      const { state, result } = decide(kept)
      kept = state
      return result
    },
  }
}

export interface BudgetLimits {
  readonly perSecond: number | null
  readonly perHour: number
}

/** Moments to send requests at: the first one, and how far apart they are. */
export interface Turns {
  readonly first: number
  readonly spacingMs: number
  readonly count: number
}

/** How much of the rate that was let through is kept after a 429. */
const DECREASE = 0.8
/** Requests a second gained with each success. */
const INCREASE = 0.05
const SLOWEST = 0.2

const fresh = ({ perSecond }: BudgetLimits): BudgetState => ({
  rate: perSecond,
  next: 0,
  paused: 0,
  slowedAt: 0,
  hour: {},
})

export interface TurnsWanted {
  readonly limits: BudgetLimits
  readonly now: number
  readonly count: number
  /** Requests that went well since the last time. */
  readonly successes: number
}

/** Takes the next free moments; fewer than wanted where the hour allows no more. */
export function takeTurns(
  known: BudgetState | undefined,
  { limits, now, count: wanted, successes }: TurnsWanted,
): { state: BudgetState; result: Turns } {
  const before = known ?? fresh(limits)
  const rate = faster(before.rate, limits, successes)
  const free = nextFree(before.hour, limits.perHour, now)
  const left = limits.perHour - used(before.hour, now)
  const count = Math.max(1, Math.min(wanted, free > now ? 1 : left))
  const first = Math.max(now, before.next, before.paused, free)
  const spacingMs = rate === null ? 0 : 1000 / rate
  return {
    state: {
      ...before,
      rate,
      next: first + count * spacingMs,
      hour:
        limits.perHour === Number.POSITIVE_INFINITY
          ? before.hour
          : addUse(before.hour, { at: first, count, now }),
    },
    result: { first, spacingMs, count },
  }
}

function faster(rate: number | null, { perSecond }: BudgetLimits, successes: number): number | null {
  if (rate === null) return null
  return Math.min(perSecond ?? Number.POSITIVE_INFINITY, rate + INCREASE * successes)
}

export interface Slowdown {
  readonly limits: BudgetLimits
  readonly sentAt: number
  readonly now: number
  readonly retryAfterMs: number | undefined
  /** Requests that went well in the last second, in this process. */
  readonly letThrough: number
}

/** After a 429: below what the API let through, and a pause where it asks for one. */
export function slowDown(
  known: BudgetState | undefined,
  { limits, sentAt, now, retryAfterMs, letThrough }: Slowdown,
): { state: BudgetState; result: number } {
  const before = known ?? fresh(limits)
  const paused = Math.max(before.paused, retryAfterMs === undefined ? 0 : now + retryAfterMs)
  // requests that were under way when the rate was lowered tell nothing about the new one
  if (sentAt <= before.slowedAt) return { state: { ...before, paused }, result: paused }
  const rate = Math.max(SLOWEST, (before.rate ?? Math.max(1, letThrough)) * DECREASE)
  const next = Math.max(before.rate === null ? now : before.next, now + 1000 / rate)
  return { state: { ...before, paused, slowedAt: now, rate, next }, result: paused }
}
