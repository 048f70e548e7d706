import type { Indexed } from './filter/indexed.js'
import type { Place } from './stored-record.js'

/**
 * How many records fit a list, and where its last page ended: kept until the collection changes, so that reading a list
 * to its end neither counts it once a page nor goes over all that was read before.
 */
export interface ListTotals {
  /** The total that is known, or what `count` finds. */
  of(place: Place, conditions: readonly Indexed[], count: () => Promise<number>): Promise<number>
  /** The id after which the records of a page begin, where the page before it was read since the last change. */
  before(place: Place, conditions: readonly Indexed[], skip: number): string | undefined
  /** The first `skip` records of a list, in order of creation, end with this id. */
  reached(place: Place, conditions: readonly Indexed[], at: { skip: number; id: string }): void
  /** Records of these places were written, and everybody can see them. */
  forget(places: readonly Place[]): void
  /** Forgets everything; after a transaction that failed. */
  clear(): void
}

/** Lists of one collection that are remembered. */
const MOST = 100

export function createListTotals(): ListTotals {
  const known = new Map<string, Map<string, number>>()
  const ends = new Map<string, Map<string, { skip: number; id: string }>>()

  const totalsOf = (name: string): Map<string, number> => {
    const totals = known.get(name) ?? new Map<string, number>()
    known.set(name, totals)
    return totals
  }

  return {
    async of(place, conditions, count) {
      const totals = totalsOf(nameOf(place))
      const list = JSON.stringify(conditions)
      const total = totals.get(list)
      if (total !== undefined) return total
      const counted = await count()
      // what was forgotten meanwhile is another map by now, so that an old count is never found
      if (totals.size >= MOST) totals.clear()
      totals.set(list, counted)
      return counted
    },
    before(place, conditions, skip) {
      const end = ends.get(nameOf(place))?.get(JSON.stringify(conditions))
      return end?.skip === skip ? end.id : undefined
    },
    reached(place, conditions, at) {
      const lists = ends.get(nameOf(place)) ?? new Map<string, { skip: number; id: string }>()
      if (lists.size >= MOST) lists.clear()
      ends.set(nameOf(place), lists.set(JSON.stringify(conditions), at))
    },
    forget(places) {
      for (const place of places) {
        known.delete(nameOf(place))
        ends.delete(nameOf(place))
      }
    },
    clear() {
      known.clear()
      ends.clear()
    },
  }
}

const nameOf = ({ company, collection }: Place): string => JSON.stringify([company, collection])
