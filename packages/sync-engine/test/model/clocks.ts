import type { Side } from '@duet/core'
import type { Clock } from '@duet/simulator'
import type { World } from '../world.js'

/** The clocks of both sides, which go wrong as told, but never back: one that is ahead too far stands still. */
export interface Clocks {
  skew(side: Side, milliseconds: number): void
  /** Lets time pass everywhere. */
  pass(milliseconds: number): void
}

interface SkewedClock {
  readonly clock: Clock
  skew: number
  last: number
}

export function createClocks(world: World): Clocks {
  const skewed = (clock: Clock): SkewedClock => ({ clock, skew: 0, last: world.now() })
  const clocks = { connec: skewed(world.hubClock), external: skewed(world.crm.clock) }
  const settle = () => {
    for (const one of Object.values(clocks)) {
      one.last = Math.max(one.last, world.now() + one.skew)
      one.clock.skew(one.last - world.now())
    }
  }
  return {
    skew(side, milliseconds) {
      clocks[side].skew = milliseconds
      settle()
    },
    pass(milliseconds) {
      world.pass(milliseconds)
      settle()
    },
  }
}
