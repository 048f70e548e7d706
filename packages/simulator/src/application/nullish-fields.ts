import { z } from 'zod'

/** The schema of a write: every field may be absent or null, at any depth; unknown ones are left out. */
export const nullishFields = (shape: z.ZodRawShape): z.ZodType<Record<string, unknown>> =>
  z.object(
    Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, nullish(schema).nullish()])),
  )

function nullish(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return nullishFields(schema.shape)
  if (schema instanceof z.ZodArray) return z.array(nullish(schema.element))
  if (schema instanceof z.ZodType) return schema
  throw new TypeError('Failed to read a field: it is of zod/mini. Declare fields with zod.')
}
