import { z } from 'zod'
import type { ListQuery, RecordPage, ResourceStore } from '../resource-store.js'
import { withLineIds } from './line-ids.js'
import { mergeFields } from './merge-fields.js'
import { nullishFields } from './nullish-fields.js'
import { type FieldComplaint, invalid, notFound } from './refusal.js'
import type { Fields, SimulatedRecord } from './simulated-record.js'
import type { CollectionDefinition } from './simulator-definition.js'
import { valuesAt } from './values-at.js'

export type Stores<Name extends string = string> = Readonly<Record<Name, ResourceStore<SimulatedRecord>>>

/** The records of one collection under the rules of the application: needed fields, references, line ids, keys. */
export class CollectionRecords {
  readonly name: string
  readonly definition: CollectionDefinition
  readonly #stores: Stores
  readonly #store: ResourceStore<SimulatedRecord>
  readonly #schema: z.ZodType<Record<string, unknown>>
  readonly #idsByKey = new Map<string, SimulatedRecord['id']>()

  constructor(name: string, definition: CollectionDefinition, stores: Stores) {
    this.name = name
    this.definition = definition
    this.#stores = stores
    this.#store = storeNamed(stores, name)
    this.#schema = nullishFields(definition.fields)
    for (const record of this.#store.all()) this.#index(record)
    this.#store.onChange(({ record }) => this.#index(record))
  }

  /** Below the API: `/people`. */
  get path(): string {
    return this.definition.path ?? `/${this.name}`
  }

  page(query: ListQuery<SimulatedRecord>): RecordPage<SimulatedRecord> {
    return this.#store.page(query)
  }

  /** @throws Refusal 404 also for an archived record. */
  get(id: string): SimulatedRecord {
    const record = find(this.#store, id)
    if (!record || record.archived) throw notFound(`${this.name} record with the id ${id}`)
    return record
  }

  /** @throws Refusal 422 */
  create(body: Fields, key?: string): SimulatedRecord {
    return this.#store.insert({ ...this.#checked(this.#blank, body), ...(key === undefined ? {} : { key }) })
  }

  /** With `replaces`, what is not sent is emptied. @throws Refusal 404, 422 */
  update(id: string, body: Fields, { replaces = false } = {}): SimulatedRecord {
    const present = this.get(id)
    const changed = this.#checked(replaces ? { ...present, ...this.#blank } : present, body, present)
    return this.#store.update(present.id, changed) ?? present
  }

  /** Creates the record with the caller's key, or updates the one that has it. @throws Refusal 422 */
  put(key: string, body: Fields): { record: SimulatedRecord; isNew: boolean } {
    const id = this.#idsByKey.get(key)
    const present = id === undefined ? undefined : this.#store.get(id)
    return present && !present.archived
      ? { record: this.update(String(present.id), body), isNew: false }
      : { record: this.create(body, key), isNew: true }
  }

  /** @throws Refusal 404 */
  delete(id: string): void {
    const { id: present } = this.get(id)
    if (this.definition.deletes === 'archive') this.#store.update(present, { archived: true })
    else this.#store.delete(present)
  }

  get #blank(): Fields {
    return Object.fromEntries(Object.keys(this.definition.fields).map((field) => [field, null]))
  }

  /** The written fields as they are to be stored. */
  #checked(base: Fields, body: Fields, present: Fields = base): Fields {
    const changes = this.#parse(body)
    const merged = mergeFields(base, changes)
    const complaints = [...this.#missing(merged), ...this.#dangling(merged)]
    if (complaints.length > 0) throw invalid(complaints)
    const { id, key, archived, created_at, updated_at, ...fields } = merged
    return { ...fields, ...this.#lines(changes, present) }
  }

  /** The known fields of a body. */
  #parse(body: Fields): Fields {
    const parsed = this.#schema.safeParse(body)
    if (parsed.success) return parsed.data
    throw invalid(
      parsed.error.issues.map(({ path, message }) => ({ field: z.core.toDotPath(path), message })),
    )
  }

  #lines(changes: Fields, present: Fields): Fields {
    const lists = Object.entries(this.definition.lineIds ?? {}).filter(([field]) => changes[field] != null)
    return Object.fromEntries(
      lists.map(([field, newId]) => [field, withLineIds(changes[field], { present: present[field], newId })]),
    )
  }

  #missing(fields: Fields): FieldComplaint[] {
    const { needs = [] } = this.definition
    const missing = needs.filter((field) => (fields[field] ?? '') === '')
    return missing.map((field) => ({ field, message: 'must not be empty' }))
  }

  #dangling(fields: Fields): FieldComplaint[] {
    return Object.entries(this.definition.references ?? {}).flatMap(([path, collection]) =>
      valuesAt(fields, path).flatMap(({ field, value }) => {
        if (value == null || find(storeNamed(this.#stores, collection), String(value))) return []
        return [{ field, message: `there is no ${collection} record with the id ${value}` }]
      }),
    )
  }

  #index({ key, id, archived }: SimulatedRecord): void {
    if (typeof key === 'string' && !archived) this.#idsByKey.set(key, id)
  }
}

/** An id of an address is a text, whatever it is in the store. */
function find(store: ResourceStore<SimulatedRecord>, id: string): SimulatedRecord | undefined {
  return store.get(id) ?? (/^\d+$/.test(id) ? store.get(Number(id)) : undefined)
}

function storeNamed(stores: Stores, name: string): ResourceStore<SimulatedRecord> {
  const store = stores[name]
  if (store) return store
  throw new TypeError(
    `Failed to find the collection ${name}: there are ${Object.keys(stores).join(', ')}. Declare it.`,
  )
}
