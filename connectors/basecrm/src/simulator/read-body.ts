import { z } from 'zod'
import { Refused } from './refused.js'

const envelope = z.object({ data: z.record(z.string(), z.unknown()) })

/** The attributes a client sends, out of their envelope. Throws `Refused`. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const parsed = envelope.safeParse(await readJson(request))
  if (parsed.success) return parsed.data.data
  const details = "The request body must be a JSON object with a 'data' object."
  throw new Refused(422, [{ code: 'incorrect_payload', message: 'incorrect request payload', details }])
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    const details = 'The request body is not valid JSON.'
    throw new Refused(400, [{ code: 'invalid_payload', message: 'invalid request payload', details }])
  }
}
