import { z } from 'zod'
import { invalid } from './api-error.js'
import type { Collection } from './collections.js'

/** The fields of a body that the collection knows; others are left out. @throws ApiError 422, field by field. */
export function parseFields(collection: Collection, body: unknown): Readonly<Record<string, unknown>> {
  const parsed = z.object(collection.fields).safeParse(body)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error.issues.map(({ path, message }) => ({ field: z.core.toDotPath(path), message })))
}
