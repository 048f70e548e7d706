/** Where a simulator gets its time from, so that tests move time instead of waiting for it. */
export interface Clock {
  now(): Date
  /** Moves the clock forward by so many milliseconds. */
  advance(milliseconds: number): void
  /** Sets the clock to a moment; a ticking clock ticks on from there. */
  set(moment: Date | number): void
  /** Makes the clock run so many milliseconds ahead (or, negative, behind); `skew(0)` ends it. */
  skew(milliseconds: number): void
}

export interface ClockOptions {
  /** The first moment, as a date or epoch milliseconds (default: the present). */
  now?: Date | number
  /** Whether time passes by itself (default: false, time stands still between calls to `advance`). */
  ticking?: boolean
}

/**
 * A clock that tests control.
 *
 * @example
 * const clock = createClock({ now: new Date('2016-07-19T10:20:07Z') })
 * clock.advance(60_000)
 */
export function createClock({ now = Date.now(), ticking = false }: ClockOptions = {}): Clock {
  let moment = Number(now)
  let skew = 0
  let startedAt = performance.now()
  const elapsed = () => (ticking ? Math.floor(performance.now() - startedAt) : 0)

  return {
    now: () => new Date(moment + elapsed() + skew),
    advance(milliseconds) {
      moment += milliseconds
    },
    set(next) {
      moment = Number(next)
      startedAt = performance.now()
    },
    skew(milliseconds) {
      skew = milliseconds
    },
  }
}

/** The machine's own clock; it cannot be moved. */
export const systemClock: Clock = Object.freeze({
  now: () => new Date(),
  advance: () => refuse('advance'),
  set: () => refuse('set'),
  skew: () => refuse('skew'),
})

function refuse(verb: string): never {
  throw new TypeError(
    `Failed to ${verb} the clock: the system clock cannot be moved. Give the simulator a clock of createClock().`,
  )
}
