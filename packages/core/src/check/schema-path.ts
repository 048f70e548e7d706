import { z } from 'zod'
import { stepsOf } from '../accessor.js'
import { unwrap } from '../reference.js'

/** Whether a schema has a field at a path. What a schema leaves open (`z.unknown()`, records) may have anything. */
export function hasPath(shape: z.ZodRawShape, path: string): boolean {
  let schema: z.core.$ZodType = z.object(shape)
  for (const step of stepsOf(path)) {
    const inner = unwrap(schema)
    if (inner instanceof z.ZodObject) {
      const field: z.core.$ZodType | undefined = inner.shape[step]
      if (field === undefined) return false
      schema = field
    } else if (inner instanceof z.ZodArray && typeof step === 'number') schema = inner.element
    else return !isLeaf(inner)
  }
  return true
}

const isLeaf = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodArray ||
  schema instanceof z.ZodString ||
  schema instanceof z.ZodNumber ||
  schema instanceof z.ZodBoolean ||
  schema instanceof z.ZodDate
