import { recordsByIds, toRow, writeRecords } from '../database/records.js'
import type { HubDatabase, RecordRow } from '../database/tables.js'
import type { Place, StoredRecord } from '../stored-record.js'
import { setIn, type Undo } from './undo.js'

/** The records a transaction has met, as they are after its last write. */
export class RecordBuffer {
  readonly #database: HubDatabase
  readonly #undo: Undo
  /** By place and id; null for those that do not exist. */
  readonly #known = new Map<string, StoredRecord | null>()
  readonly #unsaved = new Map<string, RecordRow>()

  constructor(database: HubDatabase, undo: Undo) {
    this.#database = database
    this.#undo = undo
  }

  /** How many are to be written. */
  get size(): number {
    return this.#unsaved.size
  }

  async find(place: Place, id: string): Promise<StoredRecord | undefined> {
    await this.load(place, [id])
    return this.#known.get(keyOf(place, id)) ?? undefined
  }

  /** Reads records that are going to be asked for. */
  async load(place: Place, ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#known.has(keyOf(place, id)))
    if (missing.length === 0) return
    for (const id of missing) this.#known.set(keyOf(place, id), null)
    for (const record of await recordsByIds(this.#database, place, missing))
      this.#known.set(keyOf(place, record.id), record)
  }

  /** A record that is new or has changed. */
  put(company: string, record: StoredRecord): void {
    const key = keyOf({ company, collection: record.collection }, record.id)
    setIn(this.#known, key, record, this.#undo)
    setIn(this.#unsaved, key, toRow(company, record), this.#undo)
  }

  async flush(): Promise<void> {
    await writeRecords(this.#database, [...this.#unsaved.values()])
    this.#unsaved.clear()
  }
}

const keyOf = ({ company, collection }: Place, id: string): string => `${company}\n${collection}\n${id}`
