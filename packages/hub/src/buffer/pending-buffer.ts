import type { IdEntry } from '@duet/connec-client'
import { clearPending, type PendingReference, pendingRowsByIds, writePending } from '../database/pending.js'
import type { HubDatabase, PendingRow } from '../database/tables.js'
import type { Place } from '../stored-record.js'
import { byRealm } from './by-realm.js'
import { setIn, type Undo } from './undo.js'

/** A record that waits for others. */
export interface Waiting {
  readonly collection: string
  readonly recordId: string
}

/** What records wait for, as far as a transaction has asked, after its last write. */
export class PendingBuffer {
  readonly #database: HubDatabase
  readonly #undo: Undo
  /** Who waits in the database, by what they wait for. */
  readonly #waiting = new Map<string, Waiting[]>()
  /** What records wait for since they were written, by record. */
  readonly #unsaved = new Map<string, { place: Place; recordId: string; rows: PendingRow[] }>()

  constructor(database: HubDatabase, undo: Undo) {
    this.#database = database
    this.#undo = undo
  }

  /** Replaces what a record waits for. */
  save(place: Place, recordId: string, references: readonly PendingReference[]): void {
    const { company, collection: recordCollection } = place
    const rows = references.map(({ id: externalId, collection, provider, realm }) => ({
      company,
      collection,
      provider,
      realm,
      externalId,
      recordCollection,
      recordId,
    }))
    setIn(this.#unsaved, `${company}\n${recordId}`, { place, recordId, rows }, this.#undo)
  }

  /** Reads who waits for these ids. */
  async load(place: Place, entries: readonly IdEntry[]): Promise<void> {
    const missing = entries.filter((entry) => !this.#waiting.has(keyOf(place, entry)))
    for (const { provider, realm, ids } of byRealm(missing)) {
      for (const id of ids) this.#waiting.set(keyOf(place, { id, provider, realm }), [])
      const cells = [place.company, place.collection, provider, realm]
      for (const { externalId, recordCollection, recordId } of await pendingRowsByIds(
        this.#database,
        cells,
        ids,
      ))
        this.#waiting
          .get(keyOf(place, { id: externalId, provider, realm }))
          ?.push({ collection: recordCollection, recordId })
    }
  }

  /** The records that wait for one of these ids. */
  async waitingFor(place: Place, entries: readonly IdEntry[]): Promise<Waiting[]> {
    await this.load(place, entries)
    const found = new Map<string, Waiting>()
    const keys = new Set(entries.map((entry) => keyOf(place, entry)))
    for (const key of keys)
      for (const waiting of this.#waiting.get(key) ?? [])
        if (!this.#unsaved.has(`${place.company}\n${waiting.recordId}`)) found.set(waiting.recordId, waiting)
    for (const { recordId, rows } of this.#unsaved.values())
      for (const { company, collection, provider, realm, externalId, recordCollection } of rows)
        if (keys.has(keyOf({ company, collection }, { id: externalId, provider, realm })))
          found.set(recordId, { collection: recordCollection, recordId })
    return [...found.values()]
  }

  async flush(): Promise<void> {
    const byCompany = Map.groupBy(this.#unsaved.values(), ({ place }) => place.company)
    for (const [company, lists] of byCompany) {
      await clearPending(
        this.#database,
        company,
        lists.map(({ recordId }) => recordId),
      )
      await writePending(
        this.#database,
        lists.flatMap(({ rows }) => rows),
      )
    }
    this.#unsaved.clear()
    this.#waiting.clear()
  }
}

const keyOf = ({ company, collection }: Place, { provider, realm, id }: IdEntry): string =>
  JSON.stringify([company, collection, provider, realm, id])
