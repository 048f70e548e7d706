import { z } from 'zod'
import type { Checkpoint } from './checkpoint.js'
import { isoDate } from './codecs.js'
import type { Http } from './http.js'
import { isPlainObject, type PlainRecord } from './json.js'
import { shortLabel, usualLabel } from './label.js'
import { nullishShape } from './nullish.js'
import { invalidDraft, invalidRecord } from './parse-record.js'
import type { Nullish } from './paths.js'
import { quickLeaf } from './quick/quick-leaf.js'
import { accepted, quickShape } from './quick/quick-shape.js'
import { updatingWhole } from './updating-whole.js'

/** Where and how much to read. */
export interface ListOptions {
  /** Only records changed at or after this moment; absent for all. A list that cannot filter reads everything. */
  since?: Date
  /** Records a page, as far as the API allows. */
  pageSize: number
  /**
   * Where an interrupted reading goes on; handing it to `http.pages` is all it takes. A list that leaves it alone is read
   * from its start again, which costs requests but no writes.
   */
  checkpoint?: Checkpoint | undefined
}

/** What an author writes about one kind of record of the application. */
export interface ResourceDefinition<Name extends string, Shape extends z.ZodRawShape> {
  /** The application's own name of the kind, in the plural as in its API: `contacts`. */
  name: Name
  /** The fields as the API spells them; every one may be absent or null in an answer. */
  fields: Shape
  /** The field that holds the id (`id`) and its schema; ids are texts in Duet. */
  id: z.ZodType<string>
  idField?: string
  /** Fields that hold the moments of creation and last change; null where the API has none. */
  timestamps?: { created?: string | null; updated?: string | null; as?: z.ZodType<Date> }
  /** False where lists cannot leave out what did not change: every run reads all records, and compares them. */
  since?: boolean
  /** Pages of records as the API answers them, unwrapped from envelopes, not parsed. */
  list(http: Http, options: ListOptions): AsyncIterable<readonly unknown[]>
  /** One record by its id. Throws `EntityNotFoundError`. */
  read?(http: Http, id: string): Promise<unknown>
  /** Creates a record and returns it as the API answers it (at least its id). */
  create?(http: Http, fields: unknown): Promise<unknown>
  /** Changes the given fields and returns the record, or nothing where the API answers nothing. */
  update?(http: Http, id: string, fields: unknown): Promise<unknown>
  /**
   * What `update` is given: the changed fields, or the `whole` record, for an API that empties what is not sent (often by
   * `PUT`). The record is then read first and the changes are laid over it; its id, its moments and what is `readOnly` are
   * left out. @default 'changes'
   */
  updates?: 'changes' | 'whole'
  /** Fields the application fills in itself, by name: left out of whole records. */
  readOnly?: readonly string[]
  /**
   * Puts the record away, by the API's own way to archive it, else by deleting it: what `deletions: { connec: 'archive' }`
   * does. A record that is gone already is no error of it (`EntityNotFoundError`).
   */
  archive?(http: Http, id: string): Promise<unknown>
  /**
   * Creates the record, or updates the one that has the same key. Where it exists, a create whose answer was lost is
   * sent again without making a second record.
   */
  upsert?(http: Http, key: string, fields: unknown): Promise<unknown>
  /**
   * Scope of this resource's ids at the hub, where several resources of a connector share one Connec! collection:
   * with `lead`, record 21 is known there as `lead:21`.
   */
  idScope?: string
  /** The API's delay, in milliseconds, before a new record shows up in lists. */
  listLagMs?: number
  /** Names a record for people. */
  label?(record: RecordFields<Shape>): string | null | undefined
}

/** A record's fields as mappers and hooks see them. */
export type RecordFields<Shape extends z.ZodRawShape> = { readonly id: string } & Nullish<
  z.output<z.ZodObject<Shape>>
>

/** A record that was read: identity and moments apart from the mapped fields. */
export interface ReadRecord<Fields = PlainRecord> {
  readonly id: string
  readonly fields: Fields
  readonly createdAt: Date | null
  readonly updatedAt: Date | null
}

/** One kind of record of the application: its schema, how to list, create and update it. */
export interface Resource<Name extends string = string, Shape extends z.ZodRawShape = z.ZodRawShape>
  extends Omit<ResourceDefinition<Name, Shape>, 'label' | 'updates' | 'readOnly'> {
  readonly kind: 'resource'
  /** Never present at run time: carries the type of the records. */
  readonly recordType?: RecordFields<Shape>
  /** Parses one record. Throws `InvalidRecordError`, for this record alone. */
  parse(input: unknown): ReadRecord<RecordFields<Shape>>
  /** The id in an answer to a create, or undefined when it holds none. */
  idOf(input: unknown): string | undefined
  /** Writes a draft in the API's spelling. Throws `InvalidRecordError`. */
  encode(draft: PlainRecord): unknown
  /** A name for people: the author's, else the first of the usual fields that is filled. */
  labelOf(record: ReadRecord): string
}

/**
 * Declares one kind of record of the application.
 *
 * @example
 * const products = defineResource({
 *   name: 'products',
 *   id: integerId,
 *   fields: { name: z.string(), sku: z.string(), cost: decimal },
 *   async *list(http, { pageSize }) {
 *     for await (const page of http.pages('/products', productPage, { query: { limit: pageSize }, next: (page) => page.next }))
 *       yield page.products
 *   },
 *   create: (http, fields) => http.post('/products', z.unknown(), { json: fields }),
 *   update: (http, id, fields) => http.patch(`/products/${id}`, z.unknown(), { json: fields }),
 * })
 */
export function defineResource<const Name extends string, const Shape extends z.ZodRawShape>(
  definition: ResourceDefinition<Name, Shape>,
): Resource<Name, Shape> {
  const { idField = 'id', timestamps = {}, label, updates, readOnly = [], ...rest } = definition
  const schema = nullishShape(definition.fields)
  const moment = (timestamps.as ?? isoDate).nullish()
  const quickMoment = quickLeaf(timestamps.as ?? isoDate).decode
  const names = {
    created: timestamps.created === undefined ? 'created_at' : timestamps.created,
    updated: timestamps.updated === undefined ? 'updated_at' : timestamps.updated,
  }

  const ownFields = [idField, names.created, names.updated, ...readOnly].filter((name) => name !== null)
  const writing = updates === 'whole' ? updatingWhole(definition, ownFields) : {}

  const momentOf = (input: Record<string, unknown>, field: string | null): Date | null => {
    if (field === null) return null
    const parsed = moment.safeParse(input[field])
    if (!parsed.success) throw invalidRecord(`a ${definition.name} record`, parsed.error, field)
    return parsed.data ?? null
  }
  const envelope = z.looseObject({ [idField]: definition.id.refine((id) => id !== '', 'must not be empty') })

  const quick = quickShape(definition.fields)
  const quickId = quickLeaf(definition.id).decode

  const quickMomentOf = (input: Record<string, unknown>, field: string | null): unknown => {
    const value = field === null ? null : input[field]
    return value == null ? null : quickMoment(value)
  }

  /** A record without a fault, read without asking zod; undefined for any other. */
  const parseQuickly = (input: unknown): ReadRecord<RecordFields<Shape>> | undefined => {
    const fields = accepted(quick.decode(input))
    if (fields === undefined) return undefined
    const raw = input as Record<string, unknown>
    const id = quickId(raw[idField])
    const createdAt = quickMomentOf(raw, names.created)
    const updatedAt = quickMomentOf(raw, names.updated)
    if (typeof id !== 'string' || id === '' || !isMoment(createdAt) || !isMoment(updatedAt)) return undefined
    fields.id = id
    // The schema's own cast, see below.
    return { id, fields: fields as unknown as RecordFields<Shape>, createdAt, updatedAt }
  }

  const parse = (input: unknown): ReadRecord<RecordFields<Shape>> => {
    const quickly = parseQuickly(input)
    if (quickly !== undefined) return quickly
    const identified = envelope.safeParse(input)
    if (!identified.success) throw invalidRecord(`a ${definition.name} record`, identified.error)
    const id = String(identified.data[idField])
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw invalidRecord(`${definition.name} ${id}`, parsed.error)
    const raw = identified.data as Record<string, unknown>
    // The schema is built from Shape a few lines above; zod cannot carry that through the deep rewrite.
    const fields = { ...parsed.data, id } as unknown as RecordFields<Shape>
    return { id, fields, createdAt: momentOf(raw, names.created), updatedAt: momentOf(raw, names.updated) }
  }

  return Object.freeze({
    ...rest,
    ...writing,
    idField,
    kind: 'resource' as const,
    parse,
    idOf: (input: unknown) => {
      if (!isPlainObject(input)) return undefined
      const quickly = quickId(input[idField])
      if (typeof quickly === 'string') return quickly === '' ? undefined : quickly
      const id = definition.id.safeParse(input[idField])
      return id.success && id.data !== '' ? id.data : undefined
    },
    encode: (draft: PlainRecord) => {
      const quickly = accepted(quick.encode(draft))
      if (quickly !== undefined) return quickly
      const encoded = schema.safeEncode(draft)
      if (!encoded.success) throw invalidDraft(definition.name, encoded.error)
      return encoded.data
    },
    labelOf: (record: ReadRecord) =>
      shortLabel(label?.(record.fields as RecordFields<Shape>) || usualLabel(record.fields) || record.id),
  })
}

const isMoment = (value: unknown): value is Date | null => value === null || value instanceof Date
