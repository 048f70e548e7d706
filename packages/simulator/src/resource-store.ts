import type { Clock } from './clock.js'
import type { IdStrategy } from './id-strategy.js'
import { MapResourceStore } from './map-resource-store.js'

/** What every stored record has; times are ISO 8601 in UTC with the precision of a second. */
export interface StoredRecord {
  id: string | number
  created_at: string
  updated_at: string
}

export interface ResourceStoreOptions<T extends StoredRecord> {
  ids: IdStrategy<T['id']>
  clock?: Clock
}

/** A new record; what the store would fill in may be given, as seeds do. */
export type NewRecord<T extends StoredRecord> = Omit<T, keyof StoredRecord> &
  Partial<StoredRecord & Pick<T, 'id'>>

export interface ListQuery<T> {
  /** Sees stored records and must not change them. */
  where?: (record: Readonly<T>) => boolean
  /** A field (default: order of insertion) or a comparison; descending is the exact reverse of ascending. */
  sort?: { by: keyof T; order?: 'asc' | 'desc' } | ((a: Readonly<T>, b: Readonly<T>) => number)
  offset?: number
  limit?: number
}

/** A page of records and the number of all that fit. */
export interface RecordPage<T> {
  records: T[]
  total: number
}

export interface RecordChange<T> {
  kind: 'created' | 'updated' | 'deleted'
  record: T
}

/** A store's whole content as JSON. */
export interface StoreSnapshot {
  records: StoredRecord[]
  /** The id given last: a deleted record's id is not given again after a restart. */
  lastId?: string | number | undefined
}

/** The records of one kind that a simulator holds; they are copied on the way in and out. */
export interface ResourceStore<T extends StoredRecord> {
  /** @throws Error when the id is taken. */
  insert(fields: NewRecord<T>): T
  get(id: T['id']): T | undefined
  /** Sets the given fields and `updated_at` (unless given); undefined when there is no such record. */
  update(id: T['id'], changes: Partial<T>): T | undefined
  /** Whether there was such a record. */
  delete(id: T['id']): boolean
  list(query?: ListQuery<T>): T[]
  /** Like `list`, with the number of all records that fit. */
  page(query?: ListQuery<T>): RecordPage<T>
  count(where?: ListQuery<T>['where']): number
  all(): T[]
  clear(): void
  /** Calls the listener after each change with a copy of the record; returns what ends it. */
  onChange(listener: (change: RecordChange<T>) => void): () => void
  snapshot(): StoreSnapshot
  /** Replaces the content; listeners are not told. */
  restore(snapshot: StoreSnapshot): void
}

/**
 * An empty store.
 *
 * @example
 * const contacts = createResourceStore<Contact>({ ids: increasing(100_000_000), clock })
 * contacts.insert({ name: 'Ada' }) // { id: 100000000, created_at: '2016-07-19T10:20:07Z', … }
 */
export function createResourceStore<T extends StoredRecord>(
  options: ResourceStoreOptions<T>,
): ResourceStore<T> {
  return new MapResourceStore(options)
}
