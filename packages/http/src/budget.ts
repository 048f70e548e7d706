import { RateLimitError } from '@duet/core'
import { type BudgetKeeper, ownKeeper } from './budget-state.js'
import { sleep } from './retry-policy.js'
import { createSlots } from './slots.js'
import { createTurnTaker } from './turns.js'

/** How a request ended, as far as the budget cares. */
export interface BudgetOutcome {
  /** True when the API said "too many requests". */
  limited: boolean
  /** What the API said to wait, in milliseconds. */
  retryAfterMs?: number | undefined
}

/**
 * What one account may ask of an API. One budget is shared by everything that speaks for the account in a process; with
 * a keeper in the store, by all processes.
 */
export interface Budget {
  /**
   * Waits for its turn; the function it answers is called once, when the request is over.
   *
   * Throws `RateLimitError` when the turn would come later than `maxWaitMs` from now (an exhausted hour, say).
   */
  take(options?: {
    signal?: AbortSignal | undefined
    maxWaitMs?: number
  }): Promise<(outcome: BudgetOutcome) => void>
}

export interface BudgetOptions {
  /** Requests a second, evenly spaced. Without it only a 429 slows the pace. */
  perSecond?: number
  /** Requests in any sixty minutes. */
  perHour?: number
  /** Requests in flight, in this process. */
  maxConcurrent?: number
  /** Keeps what is known about the account's rate. @default in this process alone */
  keeper?: BudgetKeeper
  /** Milliseconds since the epoch. Tests bring their own clock. */
  now?: () => number
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
}

/**
 * A budget that adapts: a 429 slows it down below what the API let through, each success speeds it up a little again
 * (additive increase, multiplicative decrease), never beyond `perSecond`.
 *
 * @example
 * createBudget({ perSecond: 10, perHour: 36_000, maxConcurrent: 4 })
 */
export function createBudget(options: BudgetOptions = {}): Budget {
  const { perSecond = null, perHour = Number.POSITIVE_INFINITY, keeper } = options
  const now = options.now ?? Date.now
  const pause = options.sleep ?? sleep
  const slots = createSlots(options.maxConcurrent ?? Number.POSITIVE_INFINITY)
  const turns = createTurnTaker({
    keeper: keeper ?? ownKeeper(),
    limits: { perSecond, perHour },
    atOnce: keeper === undefined ? 1 : turnsAtOnce(perSecond),
    now,
  })

  async function waitForTurn(signal: AbortSignal | undefined, maxWaitMs: number): Promise<number> {
    const latest = now() + maxWaitMs
    let turn = await turns.next()
    while (turn > now()) {
      if (turn > latest) throw exhausted(turn - now())
      await pause(turn - now(), signal)
      if (turns.pausedUntil() > now()) turn = await turns.next()
    }
    return now()
  }

  return {
    async take({ signal, maxWaitMs = Number.POSITIVE_INFINITY } = {}) {
      const leave = await slots.enter(signal)
      try {
        const sentAt = await waitForTurn(signal, maxWaitMs)
        return ({ limited, retryAfterMs }) => {
          leave()
          if (limited) turns.refused({ sentAt, retryAfterMs })
          else turns.succeeded()
        }
      } catch (error) {
        leave()
        throw error
      }
    },
  }
}

const MOST_AT_ONCE = 50

/** What a shared keeper is asked for at a time: about a second's worth. */
const turnsAtOnce = (perSecond: number | null): number =>
  perSecond === null ? MOST_AT_ONCE : Math.max(1, Math.min(MOST_AT_ONCE, Math.ceil(perSecond)))

function exhausted(waitMs: number): RateLimitError {
  const seconds = Math.ceil(waitMs / 1000)
  return new RateLimitError(
    `Failed to send the request: the account's rate budget is used up for ${seconds} s. Wait, then run again.`,
    { retryAfterMs: waitMs },
  )
}
