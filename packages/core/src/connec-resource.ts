import type { z } from 'zod'
import type { PlainRecord } from './json.js'
import { shortLabel, usualLabel } from './label.js'
import { nullishShape } from './nullish.js'
import { invalidDraft, invalidRecord } from './parse-record.js'
import { accepted, quickShape } from './quick/quick-shape.js'
import { rolesOf, type SchemaRoles } from './reference.js'
import type { RecordFields } from './resource.js'

/** What is said about one kind of record of the hub. */
export interface ConnecResourceDefinition<Name extends string, Shape extends z.ZodRawShape> {
  /** Singular, in snake case: `person`, `tax_code`. */
  name: Name
  /** The collection in URLs and envelopes: `people`, `tax_codes`; the name itself for a singleton. */
  collection: string
  /** True when a company has exactly one: `company`. */
  singleton?: boolean
  fields: Shape
  label?(record: RecordFields<Shape>): string | null | undefined
}

/** One kind of record of the hub, with its schema and the references in it. */
export interface ConnecResource<Name extends string = string, Shape extends z.ZodRawShape = z.ZodRawShape>
  extends SchemaRoles {
  readonly kind: 'connec-resource'
  readonly name: Name
  readonly collection: string
  readonly singleton: boolean
  readonly fields: Shape
  /** Never present at run time: carries the type of the records. */
  readonly recordType?: RecordFields<Shape>
  /** Parses one record whose own id and references are unfolded to plain ids. Throws `InvalidRecordError`. */
  parse(id: string, input: unknown): RecordFields<Shape>
  /** Writes a draft in the hub's spelling, references still plain ids. Throws `InvalidRecordError`. */
  encode(draft: PlainRecord): PlainRecord
  labelOf(record: PlainRecord): string
}

/**
 * Declares one kind of record of the hub. `@duet/connec-client` declares those of Connec!; connectors only use them.
 *
 * @example defineConnecResource({ name: 'team', collection: 'teams', fields: { name: z.string() } })
 */
export function defineConnecResource<const Name extends string, const Shape extends z.ZodRawShape>(
  definition: ConnecResourceDefinition<Name, Shape>,
): ConnecResource<Name, Shape> {
  const { name, collection, singleton = false, fields, label } = definition
  const schema = nullishShape(fields)
  const quick = quickShape(fields)
  return Object.freeze({
    kind: 'connec-resource' as const,
    name,
    collection,
    singleton,
    fields,
    ...rolesOf(fields),
    parse: (id: string, input: unknown) => {
      const quickly = accepted(quick.decode(input))
      if (quickly !== undefined) {
        quickly.id = id
        // The schema's own cast, see below.
        return quickly as unknown as RecordFields<Shape>
      }
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw invalidRecord(`Connec! ${name} ${id}`, parsed.error)
      // The schema is built from Shape two lines above; zod cannot carry that through the deep rewrite.
      return { ...parsed.data, id } as unknown as RecordFields<Shape>
    },
    encode: (draft: PlainRecord) => {
      const quickly = accepted(quick.encode(draft))
      if (quickly !== undefined) return quickly
      const encoded = schema.safeEncode(draft)
      if (!encoded.success) throw invalidDraft(`Connec! ${name}`, encoded.error)
      return encoded.data as PlainRecord
    },
    labelOf: (record: PlainRecord) =>
      shortLabel(
        label?.(record as unknown as RecordFields<Shape>) || usualLabel(record) || String(record.id ?? name),
      ),
  })
}
