import { z } from 'zod'
import { unwrap } from './reference.js'

/**
 * The schema with every field, at every depth, allowed to be absent or null: an API promises only an id, and one
 * missing field must not cost the record.
 */
export function nullishShape(shape: z.ZodRawShape): z.ZodObject {
  const fields: Record<string, z.core.$ZodType> = {}
  for (const [key, field] of Object.entries(shape)) fields[key] = z.nullish(nullishDeep(field))
  return z.object(fields)
}

function nullishDeep(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return nullishShape(inner.shape)
  if (inner instanceof z.ZodArray) return z.array(nullishDeep(inner.element))
  return inner
}
