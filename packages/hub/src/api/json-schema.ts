import { z } from 'zod'
import { resourceOf } from '../collections.js'
import { unknownResource } from '../hub-refusal.js'
import type { HubAnswer } from './hub-request.js'

/** `GET /json_schema/:collection`: what records of a collection may hold. */
export function jsonSchema(collection: string | undefined): HubAnswer {
  const resource = resourceOf(collection ?? '')
  if (resource === undefined || collection === undefined) throw unknownResource()
  const record = z.object({ id: z.string(), ...resource.fields }).partial()
  const items = z.toJSONSchema(record, { io: 'input', unrepresentable: 'any' })
  const body = { type: 'object', properties: { [collection]: { type: 'array', items } } }
  return { status: 200, body }
}
