import { type BudgetKeeper, type BudgetLimits, slowDown, type Turns, takeTurns } from './budget-state.js'

/** Hands out moments to send requests at, one request after the other. */
export interface TurnTaker {
  /** The next moment, in epoch milliseconds; later than any given out before. */
  next(): Promise<number>
  /** Until when everything waits, since the API said so. */
  pausedUntil(): number
  succeeded(): void
  /** The API said "too many requests" to one sent at `sentAt`. */
  refused(refusal: { sentAt: number; retryAfterMs: number | undefined }): void
}

export interface TurnTakerOptions {
  keeper: BudgetKeeper
  limits: BudgetLimits
  /** Turns taken from the keeper at a time: a keeper in a database is asked once a second, not once a request. */
  atOnce: number
  now: () => number
}

const none: Turns = { first: 0, spacingMs: 0, count: 0 }

export function createTurnTaker({ keeper, limits, atOnce, now }: TurnTakerOptions): TurnTaker {
  let block = none
  let given = 0
  let successes = 0
  let paused = 0
  let filling: Promise<void> | undefined
  let accepted: number[] = []

  async function fill(): Promise<void> {
    const wanted = { limits, now: now(), count: atOnce, successes }
    successes = 0
    block = await keeper.change((state) => takeTurns(state, wanted))
    given = 0
  }

  const inLastSecond = () => {
    accepted = accepted.filter((at) => at > now() - 1000)
    return accepted.length
  }

  return {
    async next() {
      while (given >= block.count) {
        filling ??= fill().finally(() => {
          filling = undefined
        })
        await filling
      }
      given += 1
      return block.first + (given - 1) * block.spacingMs
    },
    pausedUntil: () => paused,
    succeeded() {
      successes += 1
      if (accepted.push(now()) > 1000) inLastSecond()
    },
    refused({ sentAt, retryAfterMs }) {
      const moment = now()
      if (retryAfterMs !== undefined) paused = Math.max(paused, moment + retryAfterMs)
      // Turns that were taken for the faster rate are given up.
      block = none
      given = 0
      const refusal = { limits, sentAt, now: moment, retryAfterMs }
      const before = filling ?? Promise.resolve()
      filling = before
        .then(() => keeper.change((state) => slowDown(state, { ...refusal, letThrough: inLastSecond() })))
        .then((until) => {
          paused = Math.max(paused, until)
          block = none
          given = 0
        })
        // A keeper that is away for a moment costs the others the news, not this request its end.
        .catch(() => {})
        .finally(() => {
          filling = undefined
        })
    },
  }
}
