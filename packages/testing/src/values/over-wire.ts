import { type ConnecResource, InvalidRecordError, type PlainRecord, type Resource } from '@duet/core'
import { z } from 'zod'

const anyObject = z.record(z.string(), z.unknown())

/** What becomes of a draft that is written to the application and read again. Throws `InvalidRecordError`. */
export function overApplication(resource: Resource, draft: PlainRecord, id: string): PlainRecord {
  const written = asJson(resource.encode(draft))
  return resource.parse({ ...written, [resource.idField ?? 'id']: z.encode(resource.id, id) }).fields
}

/** What becomes of a draft that is written to the hub and read again. Throws `InvalidRecordError`. */
export const overHub = (resource: ConnecResource, draft: PlainRecord, id: string): PlainRecord =>
  resource.parse(id, asJson(resource.encode(draft)))

/** Whether the application's schema takes the draft; the hub's are wider, and such a record fails alone. */
export function canBeWritten(resource: Resource, draft: PlainRecord): boolean {
  try {
    resource.encode(draft)
    return true
  } catch (error) {
    if (error instanceof InvalidRecordError) return false
    throw error
  }
}

const asJson = (encoded: unknown): Record<string, unknown> =>
  anyObject.parse(JSON.parse(JSON.stringify(encoded)))
