import { z } from 'zod'

/** The schema inside optional and nullable wrappers. */
export function unwrapped(schema: unknown): unknown {
  let inner = schema
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap()
  return inner
}
