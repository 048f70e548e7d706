import { z } from 'zod'
import { badRequest } from './api-error.js'

const body = z.record(z.string(), z.unknown())

/** The JSON object in a request. @throws ApiError 400 */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const parsed = body.safeParse(await request.json().catch(() => undefined))
  if (!parsed.success) throw badRequest('The body is not a JSON object.')
  return parsed.data
}
