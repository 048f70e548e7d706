import { z } from 'zod'
import { isPlainObject } from '../json.js'
import { unwrap } from '../reference.js'
import { type Quick, type QuickSchema, refused } from './quick.js'
import { quickLeaf } from './quick-leaf.js'

/**
 * What `nullishShape` of the same fields makes of a record, without the cost of saying what is wrong with it: where it
 * refuses, the schema is asked.
 */
export function quickShape(shape: z.ZodRawShape): QuickSchema {
  const fields = Object.entries(shape).map(([key, field]) => ({
    key,
    hasDefault: unwrap(field)._zod.optin === 'defaulted',
    ...quickDeep(field),
  }))
  return {
    decode: eachField(fields.map(({ key, decode, hasDefault }) => ({ key, hasDefault, quick: decode }))),
    encode: eachField(fields.map(({ key, encode }) => ({ key, hasDefault: false, quick: encode }))),
  }
}

function quickDeep(schema: z.core.$ZodType): QuickSchema {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return quickShape(inner.shape)
  if (!(inner instanceof z.ZodArray)) return quickLeaf(inner)
  const { decode, encode } = quickDeep(inner.element)
  return { decode: eachItem(decode), encode: eachItem(encode) }
}

interface QuickField {
  readonly key: string
  readonly quick: Quick
  /** What is absent gets a value all the same. */
  readonly hasDefault: boolean
}

function eachField(fields: readonly QuickField[]): Quick {
  const find = finding(fields)
  const defaults = fields.filter(({ hasDefault }) => hasDefault)
  const readsAll = fieldByField(fields)
  // a name every object knows is found in records that do not have it
  if (fields.some(({ key }) => key in Object.prototype)) return readsAll
  return (input) => {
    if (typeof input !== 'object' || input === null) return refused
    // an instance of a class may have fields that are not its own
    if (Object.getPrototypeOf(input) !== Object.prototype) return readsAll(input)
    const record = input as Record<string, unknown>
    const result: Record<string, unknown> = {}
    // most records have few of the fields of their schema, and most of those are kept as they are
    let last = find.start
    for (const key in record) {
      const next = last.next
      const field = next !== undefined && next.key === key ? next : find.after(last, key)
      if (field === undefined) continue
      last = field
      if (field.quick === undefined) continue
      const value = record[key]
      if (isKept(value, field)) {
        result[key] = value
        continue
      }
      const made = field.quick(value)
      if (made === refused) return refused
      result[key] = made
    }
    for (const { key, quick } of defaults) {
      if (record[key] !== undefined) continue
      const made = quick(undefined)
      if (made === refused) return refused
      result[key] = made
    }
    return result
  }
}

interface KnownField {
  readonly key: string
  /** Undefined for a field of records that the schema does not know. */
  readonly quick: Quick | undefined
  readonly longestText: number
  readonly keepsNumbers: boolean
  /** What stood after it in the last record: records of one kind name their fields in one order. */
  next: KnownField | undefined
}

const knownField = (key: string, quick?: Quick): KnownField => ({
  key,
  quick,
  longestText: quick?.longestText ?? -1,
  keepsNumbers: quick?.keepsNumbers ?? false,
  next: undefined,
})

/** How many names a schema does not know are remembered; some applications make names of ids. */
const MOST_UNKNOWN = 100

/** Finds fields by name, and remembers which stood after which. */
function finding(fields: readonly QuickField[]) {
  const fieldOf = new Map(fields.map(({ key, quick }) => [key, knownField(key, quick)]))
  const most = fields.length + MOST_UNKNOWN
  return {
    start: knownField(''),
    after(last: KnownField, key: string): KnownField | undefined {
      let field = fieldOf.get(key)
      if (field === undefined) {
        if (fieldOf.size >= most) return undefined
        field = knownField(key)
        fieldOf.set(key, field)
      }
      last.next = field
      return field
    },
  }
}

const isKept = (value: unknown, { longestText, keepsNumbers }: KnownField): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.length <= longestText) ||
  (keepsNumbers && typeof value === 'number' && Number.isFinite(value))

function fieldByField(fields: readonly QuickField[]): Quick {
  return (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return refused
    const record = input as Record<string, unknown>
    const result: Record<string, unknown> = {}
    for (const { key, quick, hasDefault } of fields) {
      const value = record[key]
      if (value === undefined && !hasDefault) {
        if (key in record) result[key] = undefined
        continue
      }
      const made = value === null ? null : quick(value)
      if (made === refused) return refused
      result[key] = made
    }
    return result
  }
}

const eachItem =
  (quick: Quick): Quick =>
  (input) => {
    if (!Array.isArray(input)) return refused
    const items: unknown[] = []
    for (const item of input) {
      const made = quick(item)
      if (made === refused) return refused
      items.push(made)
    }
    return items
  }

/** A record that was accepted; undefined where the schema has to say what is wrong. */
export function accepted(result: unknown): Record<string, unknown> | undefined {
  return result !== refused && isPlainObject(result) ? result : undefined
}
