import type { Indexed } from './filter/indexed.js'
import type { Place } from './stored-record.js'

/**
 * How many records fit a list: counted for its first page and kept until the collection changes, so that reading a list
 * to its end does not count it once a page.
 */
export interface ListTotals {
  /** The total that is known, or what `count` finds. */
  of(place: Place, conditions: readonly Indexed[], count: () => Promise<number>): Promise<number>
  /** Records of these places were written, and everybody can see them. */
  forget(places: readonly Place[]): void
  /** Forgets everything; after a transaction that failed. */
  clear(): void
}

/** Lists of one collection that are remembered. */
const MOST = 100

export function createListTotals(): ListTotals {
  const known = new Map<string, Map<string, number>>()

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
    forget(places) {
      for (const place of places) known.delete(nameOf(place))
    },
    clear: () => known.clear(),
  }
}

const nameOf = ({ company, collection }: Place): string => JSON.stringify([company, collection])
