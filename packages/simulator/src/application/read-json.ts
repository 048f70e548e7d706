import { badRequest } from './refusal.js'
import type { Fields } from './simulated-record.js'
import { isFields } from './values-at.js'

/** The JSON object in a request. @throws Refusal 400 */
export const readJson = async (request: Request): Promise<Fields> =>
  fieldsIn(await request.json().catch(() => undefined))

/** @throws Refusal 400 when there are none. */
export function fieldsIn(body: unknown): Fields {
  if (!isFields(body)) throw badRequest('The body is not a JSON object.')
  return body
}
