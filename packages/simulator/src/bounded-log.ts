/** A list that forgets its oldest entries once it holds more than `limit`. */
export class BoundedLog<Entry> {
  readonly #limit: number
  #entries: Entry[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  get entries(): readonly Entry[] {
    return this.#entries.length > this.#limit ? this.#entries.slice(-this.#limit) : this.#entries
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
    // Twice the limit before it is cut: a shift for each entry would move the whole list each time.
    if (this.#entries.length >= this.#limit * 2) this.#entries = this.#entries.slice(-this.#limit)
  }

  clear(): void {
    this.#entries = []
  }
}
