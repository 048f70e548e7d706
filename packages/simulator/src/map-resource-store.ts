import { type Clock, systemClock } from './clock.js'
import { cloneJson } from './clone-json.js'
import type { IdStrategy } from './id-strategy.js'
import { isoSeconds } from './iso-seconds.js'
import { readPage } from './read-page.js'
import type {
  ListQuery,
  NewRecord,
  RecordChange,
  RecordPage,
  ResourceStore,
  ResourceStoreOptions,
  StoredRecord,
  StoreSnapshot,
} from './resource-store.js'
import { type Entry, SortedIndex } from './sorted-index.js'

/** A `ResourceStore` on a map, with an index for each field that a list was sorted by. */
export class MapResourceStore<T extends StoredRecord> implements ResourceStore<T> {
  readonly #ids: IdStrategy<T['id']>
  readonly #clock: Clock
  readonly #entries = new Map<T['id'], Entry<T>>()
  readonly #indexes = new Map<keyof T | undefined, SortedIndex<T>>()
  readonly #listeners = new Set<(change: RecordChange<T>) => void>()
  #sequence = 0
  #lastId: T['id'] | undefined

  constructor({ ids, clock = systemClock }: ResourceStoreOptions<T>) {
    this.#ids = ids
    this.#clock = clock
  }

  insert(fields: NewRecord<T>): T {
    const id = fields.id ?? this.#nextId()
    if (this.#entries.has(id)) {
      throw new Error(`Failed to insert a record: the id ${id} is taken. Update it, or leave the id out.`)
    }
    const now = isoSeconds(this.#clock.now())
    // NewRecord<T> is T without the fields set here, which TypeScript cannot put together again for a generic T.
    const record = { created_at: now, updated_at: now, ...cloneJson(fields), id } as unknown as T
    this.#ids.observe(id)
    this.#add(record)
    return this.#tell('created', record)
  }

  get(id: T['id']): T | undefined {
    return cloneJson(this.#entries.get(id)?.record)
  }

  update(id: T['id'], changes: Partial<T>): T | undefined {
    const entry = this.#entries.get(id)
    if (!entry) return undefined
    const updated_at = isoSeconds(this.#clock.now())
    const record = { ...entry.record, updated_at, ...cloneJson(changes), id }
    const moved = [...this.#indexes.values()].filter(
      ({ field }) => field && entry.record[field] !== record[field],
    )
    for (const index of moved) index.remove(entry)
    entry.record = record
    for (const index of moved) index.add(entry)
    return this.#tell('updated', record)
  }

  delete(id: T['id']): boolean {
    const entry = this.#entries.get(id)
    if (!entry) return false
    for (const index of this.#indexes.values()) index.remove(entry)
    this.#entries.delete(id)
    this.#tell('deleted', entry.record)
    return true
  }

  list(query: ListQuery<T> = {}): T[] {
    return this.page(query).records
  }

  page({ where, sort, offset = 0, limit = Number.POSITIVE_INFINITY }: ListQuery<T> = {}): RecordPage<T> {
    const { entries, reversed } = this.#ordered(sort)
    return readPage(entries, { reversed, where, offset, limit })
  }

  count(where?: ListQuery<T>['where']): number {
    if (!where) return this.#entries.size
    let count = 0
    for (const { record } of this.#entries.values()) if (where(record)) count += 1
    return count
  }

  all(): T[] {
    return this.list()
  }

  clear(): void {
    const records = [...this.#entries.values()].map(({ record }) => record)
    this.#entries.clear()
    this.#indexes.clear()
    for (const record of records) this.#tell('deleted', record)
  }

  onChange(listener: (change: RecordChange<T>) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot(): StoreSnapshot {
    return { records: this.all(), lastId: this.#lastId }
  }

  restore({ records, lastId }: StoreSnapshot): void {
    this.#entries.clear()
    this.#indexes.clear()
    for (const record of records) {
      this.#ids.observe(record.id)
      // A snapshot is the store's own writing; whoever reads it from outside checks it first.
      this.#add(cloneJson(record) as T)
    }
    this.#lastId = lastId
    if (lastId !== undefined) this.#ids.observe(lastId)
  }

  #nextId(): T['id'] {
    this.#lastId = this.#ids.next()
    return this.#lastId
  }

  #add(record: T): void {
    const entry = { record, sequence: this.#sequence++ }
    this.#entries.set(record.id, entry)
    for (const index of this.#indexes.values()) index.add(entry)
  }

  #tell(kind: RecordChange<T>['kind'], record: T): T {
    for (const listener of this.#listeners) listener({ kind, record: cloneJson(record) })
    return cloneJson(record)
  }

  /** The entries in the order asked for, and whether to read them from the end. */
  #ordered(sort: ListQuery<T>['sort']): { entries: readonly Entry<T>[]; reversed: boolean } {
    if (typeof sort === 'function') {
      const entries = [...this.#entries.values()].sort((a, b) => sort(a.record, b.record))
      return { entries, reversed: false }
    }
    return { entries: this.#index(sort?.by).entries, reversed: sort?.order === 'desc' }
  }

  #index(field: keyof T | undefined): SortedIndex<T> {
    const known = this.#indexes.get(field)
    if (known) return known
    const index = new SortedIndex(field, this.#entries.values())
    this.#indexes.set(field, index)
    return index
  }
}
