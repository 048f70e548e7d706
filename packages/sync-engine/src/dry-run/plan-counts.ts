import type { PlanCount } from '@duet/store'

/** Adds up what a plan would do; there are few sorts of it, however many records there are. */
export interface PlanCounts {
  add(count: Omit<PlanCount, 'count'>, times?: number): void
  /** Takes one off again. */
  drop(count: Omit<PlanCount, 'count'>): void
  list(): PlanCount[]
}

export function createPlanCounts(): PlanCounts {
  const sums = new Map<string, PlanCount>()
  const keyOf = ({ entity, side, outcome, reason }: Omit<PlanCount, 'count'>): string =>
    `${entity} ${side} ${outcome} ${reason}`
  return {
    add({ entity, side, outcome, reason }, times = 1) {
      const key = keyOf({ entity, side, outcome, reason })
      const known = sums.get(key)
      if (known === undefined) sums.set(key, { entity, side, outcome, reason, count: times })
      else known.count += times
    },
    drop(count) {
      const known = sums.get(keyOf(count))
      if (known !== undefined) known.count -= 1
    },
    list: () => [...sums.values()].filter(({ count }) => count > 0),
  }
}
