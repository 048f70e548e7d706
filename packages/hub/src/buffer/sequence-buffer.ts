import { lastNumber, saveNumber } from '../database/sequences.js'
import type { HubDatabase } from '../database/tables.js'
import { setIn, type Undo } from './undo.js'

/** The numbers a transaction has drawn. */
export class SequenceBuffer {
  readonly #database: HubDatabase
  readonly #undo: Undo
  readonly #last = new Map<string, { company: string; name: string; value: number }>()

  constructor(database: HubDatabase, undo: Undo) {
    this.#database = database
    this.#undo = undo
  }

  /** The next number of a company's sequence, from 1. */
  async next(company: string, name: string): Promise<number> {
    const key = `${company}\n${name}`
    const last = this.#last.get(key)?.value ?? (await lastNumber(this.#database, company, name))
    setIn(this.#last, key, { company, name, value: last + 1 }, this.#undo)
    return last + 1
  }

  async flush(): Promise<void> {
    for (const last of this.#last.values()) await saveNumber(this.#database, last)
    this.#last.clear()
  }
}
