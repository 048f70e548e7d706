import type { IdEntry } from '@duet/connec-client'
import { idRow, idRowsByIds, idRowsOfRecords, removeId, writeIds } from '../database/ids.js'
import type { HubDatabase, IdRow } from '../database/tables.js'
import type { Place } from '../stored-record.js'
import { byRealm } from './by-realm.js'
import { setIn, type Undo } from './undo.js'

/** Whose an id is, as far as the transaction knows. */
interface Owned {
  readonly place: Place
  readonly entry: IdEntry
  /** Undefined for nobody's. */
  readonly recordId: string | undefined
}

/** The ids of applications a transaction has met, as they are after its last write. */
export class IdBuffer {
  readonly #database: HubDatabase
  readonly #undo: Undo
  readonly #owned = new Map<string, Owned>()
  readonly #unsaved = new Map<string, Owned>()
  /** All ids of a record, by key. */
  readonly #ofRecord = new Map<string, Map<string, IdEntry>>()

  constructor(database: HubDatabase, undo: Undo) {
    this.#database = database
    this.#undo = undo
  }

  /** The id of the record an application knows by any of these ids; the first that is known counts. */
  async ownerOf(place: Place, entries: readonly IdEntry[]): Promise<string | undefined> {
    await this.load(place, entries)
    for (const entry of entries) {
      const owner = this.#owned.get(keyOf(place, entry))?.recordId
      if (owner !== undefined) return owner
    }
    return undefined
  }

  /** Reads whose ids these are. */
  async load(place: Place, entries: readonly IdEntry[]): Promise<void> {
    const missing = entries.filter((entry) => !this.#owned.has(keyOf(place, entry)))
    for (const { provider, realm, ids } of byRealm(missing)) {
      for (const id of ids) this.#know({ place, entry: { id, provider, realm }, recordId: undefined })
      const cells = [place.company, place.collection, provider, realm]
      for (const row of await idRowsByIds(this.#database, cells, ids)) this.#know(ownedOf(row))
    }
  }

  /** The ids of records, in the order of providers, realms and ids. */
  async ofRecords(company: string, recordIds: Iterable<string>): Promise<Map<string, IdEntry[]>> {
    const asked = [...new Set(recordIds)]
    await this.loadOfRecords(company, asked)
    const byRecord = new Map<string, IdEntry[]>()
    for (const id of asked) {
      const entries = [...(this.#ofRecord.get(`${company}\n${id}`)?.values() ?? [])]
      if (entries.length > 0) byRecord.set(id, entries.length > 1 ? entries.sort(inOrder) : entries)
    }
    return byRecord
  }

  /** Reads the ids of records. */
  async loadOfRecords(company: string, recordIds: readonly string[]): Promise<void> {
    const missing = recordIds.filter((id) => !this.#ofRecord.has(`${company}\n${id}`))
    if (missing.length === 0) return
    for (const id of missing) this.#ofRecord.set(`${company}\n${id}`, new Map())
    for (const row of await idRowsOfRecords(this.#database, [company], missing)) {
      const owned = ownedOf(row)
      const key = keyOf(owned.place, owned.entry)
      // what the transaction has given to another record is no longer this one's
      if (!this.#unsaved.has(key)) this.#know(owned)
      if (this.#owned.get(key)?.recordId === row.recordId) this.#show(key, owned)
    }
    const asked = new Set(missing)
    for (const [key, owned] of this.#unsaved)
      if (owned.place.company === company && owned.recordId !== undefined && asked.has(owned.recordId))
        this.#show(key, owned)
  }

  /** A record that nobody knows by any id yet. */
  created(company: string, recordId: string): void {
    setIn(this.#ofRecord, `${company}\n${recordId}`, new Map(), this.#undo)
  }

  /** The record has this id from now on, whoever had it. */
  take(place: Place, recordId: string, entry: IdEntry): void {
    this.#change({ place, entry, recordId })
  }

  /** Nobody has this id from now on. */
  remove(place: Place, entry: IdEntry): void {
    this.#change({ place, entry, recordId: undefined })
  }

  async flush(): Promise<void> {
    const rows: IdRow[] = []
    for (const { place, entry, recordId } of this.#unsaved.values()) {
      if (recordId === undefined) await removeId(this.#database, place, entry)
      else rows.push(idRow(place, recordId, entry))
    }
    await writeIds(this.#database, rows)
    this.#unsaved.clear()
  }

  #change(owned: Owned): void {
    const { place, entry, recordId } = owned
    const key = keyOf(place, entry)
    const before = this.#owned.get(key)?.recordId
    setIn(this.#owned, key, owned, this.#undo)
    setIn(this.#unsaved, key, owned, this.#undo)
    if (before !== undefined) this.#ofRecord.get(`${place.company}\n${before}`)?.delete(key)
    if (recordId !== undefined) this.#show(key, owned)
    // which lists have been read since is nobody's business: they are read anew
    this.#undo.add(() => this.#ofRecord.clear())
  }

  #know(owned: Owned): void {
    this.#owned.set(keyOf(owned.place, owned.entry), owned)
  }

  #show(key: string, { place, entry, recordId }: Owned): void {
    this.#ofRecord.get(`${place.company}\n${recordId}`)?.set(key, entry)
  }
}

const keyOf = ({ company, collection }: Place, { provider, realm, id }: IdEntry): string =>
  JSON.stringify([company, collection, provider, realm, id])

const ownedOf = ({ company, collection, provider, realm, externalId, recordId }: IdRow): Owned => ({
  place: { company, collection },
  entry: { id: externalId, provider, realm },
  recordId,
})

const inOrder = (a: IdEntry, b: IdEntry): number =>
  compare(a.provider, b.provider) || compare(a.realm, b.realm) || compare(a.id, b.id)

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b)
