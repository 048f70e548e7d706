import type { ListQuery, RecordPage, ResourceStore } from '@duet/simulator'
import { type FieldComplaint, invalid, notFound } from './api-error.js'
import type { Collection, CollectionName } from './collections.js'
import type { ExampleRecord } from './example-record.js'
import { mergeFields } from './merge-fields.js'
import { withLineIds } from './order-lines.js'
import { parseFields } from './parse-fields.js'

export type Stores = Record<CollectionName, ResourceStore<ExampleRecord>>
type Fields = Readonly<Record<string, unknown>>

/** The records of one collection under the rules of the API: needed fields, references, line ids, keys. */
export class CollectionRecords {
  readonly #collection: Collection
  readonly #stores: Stores
  readonly #store: ResourceStore<ExampleRecord>
  readonly #idsByKey = new Map<string, string>()

  constructor(collection: Collection, stores: Stores) {
    this.#collection = collection
    this.#stores = stores
    this.#store = stores[collection.name]
    for (const record of this.#store.all()) this.#index(record)
    this.#store.onChange(({ record }) => this.#index(record))
  }

  get name(): CollectionName {
    return this.#collection.name
  }

  get hasTimestamps(): boolean {
    return this.#collection.hasTimestamps
  }

  page(query: ListQuery<ExampleRecord>): RecordPage<ExampleRecord> {
    return this.#store.page(query)
  }

  /** @throws ApiError 404 also for an archived record. */
  get(id: string): ExampleRecord {
    const record = this.#store.get(id)
    if (!record || record.archived) throw notFound(`${this.name} record with the id ${id}`)
    return record
  }

  /** @throws ApiError */
  create(body: Fields, key: string | null = null): ExampleRecord {
    const blank = Object.fromEntries(Object.keys(this.#collection.fields).map((field) => [field, null]))
    return this.#store.insert({ ...this.#checked(blank, body), key, archived: false })
  }

  /** @throws ApiError */
  update(id: string, body: Fields): ExampleRecord {
    const present = this.get(id)
    return this.#store.update(id, this.#checked(present, body)) ?? present
  }

  /** Creates the record with the caller's key, or updates the one that has it. @throws ApiError */
  put(key: string, body: Fields): { record: ExampleRecord; isNew: boolean } {
    const id = this.#idsByKey.get(key)
    const present = id === undefined ? undefined : this.#store.get(id)
    return present && !present.archived
      ? { record: this.update(present.id, body), isNew: false }
      : { record: this.create(body, key), isNew: true }
  }

  /** @throws ApiError */
  archive(id: string): void {
    this.get(id)
    this.#store.update(id, { archived: true })
  }

  /** The written fields as they are to be stored. */
  #checked(present: Fields, body: Fields): Fields {
    const changes = parseFields(this.#collection, body)
    const merged = mergeFields(present, changes)
    const complaints = [...this.#missing(merged), ...this.#dangling(merged)]
    if (complaints.length > 0) throw invalid(complaints)
    const { id, key, archived, created_at, updated_at, ...fields } = merged
    return 'lines' in changes ? { ...fields, lines: withLineIds(merged, present) } : fields
  }

  #missing(fields: Fields): FieldComplaint[] {
    const { needs } = this.#collection
    if (needs === undefined || (fields[needs] ?? '') !== '') return []
    return [{ field: needs, message: 'must not be empty' }]
  }

  #dangling(fields: Fields): FieldComplaint[] {
    return this.#collection.references(fields).flatMap(({ field, id, collection }) => {
      if (typeof id !== 'string' || this.#stores[collection].get(id)) return []
      return [{ field, message: `there is no ${collection} record with the id ${id}` }]
    })
  }

  #index({ key, id, archived }: ExampleRecord): void {
    if (typeof key === 'string' && !archived) this.#idsByKey.set(key, id)
  }
}
