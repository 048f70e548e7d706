import type { PlainRecord } from '@duet/core'
import { z } from 'zod'
import { resourceOf } from '../collections.js'

/**
 * What a new record has before anything is said about it: `{}` and `[]` where objects and lists belong, and false for
 * the roles a person or an organization may have.
 */
export function emptyFields(collection: string): PlainRecord {
  const known = made.get(collection)
  if (known !== undefined) return known
  const empty = emptyObject(resourceOf(collection)?.fields ?? {})
  made.set(collection, empty)
  return empty
}

const made = new Map<string, PlainRecord>()

const flags = new Set(['is_customer', 'is_supplier', 'is_lead'])

function emptyObject(shape: z.ZodRawShape): PlainRecord {
  const empty: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(shape)) {
    const schema = field
    if (schema instanceof z.ZodObject) empty[key] = emptyObject(schema.shape)
    else if (schema instanceof z.ZodArray) empty[key] = []
    else if (flags.has(key)) empty[key] = false
  }
  return empty
}
