import { z } from 'zod'
import { resourceOf } from '../collections.js'
import { unknownResource } from '../hub-refusal.js'
import type { HubAnswer } from './hub-request.js'

/** `GET /json_schema/:collection`: what records of a collection may hold. */
export function jsonSchema(collection: string | undefined): HubAnswer {
  const resource = resourceOf(collection ?? '')
  if (resource === undefined || collection === undefined) throw unknownResource()
  const record = z.object({ id: z.string(), ...resource.fields }).partial()
  const items = z.toJSONSchema(record, { io: 'input', unrepresentable: 'any', override: ownSpelling })
  const body = { type: 'object', properties: { [collection]: { type: 'array', items } } }
  return { status: 200, body: JSON.stringify(body) }
}

/** What a field is written as; other spellings that are read as well are nobody's business. */
function ownSpelling({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const [own] = jsonSchema.anyOf ?? []
  if (own === undefined || typeof own === 'boolean') return
  delete jsonSchema.anyOf
  Object.assign(jsonSchema, own)
}
