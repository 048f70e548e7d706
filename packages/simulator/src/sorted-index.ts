/** A stored record and its place in the order of insertion. */
export interface Entry<T> {
  record: T
  readonly sequence: number
}

/**
 * Entries in the order of one field (none: of insertion), equal ones in the order of insertion. An entry must be removed before the field
 * changes and added afterwards; both take a binary search and one move in memory.
 */
export class SortedIndex<T extends object> {
  readonly field: keyof T | undefined
  readonly entries: Entry<T>[]

  constructor(field: keyof T | undefined, entries: Iterable<Entry<T>>) {
    this.field = field
    this.entries = [...entries].sort((a, b) => this.#compare(a, b))
  }

  add(entry: Entry<T>): void {
    this.entries.splice(this.#position(entry), 0, entry)
  }

  remove(entry: Entry<T>): void {
    const position = this.#position(entry)
    if (this.entries[position] === entry) this.entries.splice(position, 1)
  }

  #position(entry: Entry<T>): number {
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const found = this.entries[middle]
      if (found && this.#compare(found, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #compare(a: Entry<T>, b: Entry<T>): number {
    const { field } = this
    const byField = field === undefined ? 0 : compareValues(a.record[field], b.record[field])
    return byField || a.sequence - b.sequence
  }
}

/** Absent values first, numbers by size, everything else by its text (code units, so that ISO times sort by time). */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const absent = Number(isPresent(a)) - Number(isPresent(b))
  if (absent !== 0 || !isPresent(a)) return absent
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null
}
