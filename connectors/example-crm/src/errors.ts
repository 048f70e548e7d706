import { type ApiAnswer, type DuetError, RejectedError } from '@duet/core'
import { z } from 'zod'

const refusal = z.object({
  error: z.object({
    message: z.string(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
})

/** Reads what Example CRM says about the fields of a record it refuses; all other refusals speak for themselves. */
export function readError({ method, path, status, body }: ApiAnswer): DuetError | undefined {
  if (status !== 422) return undefined
  const parsed = refusal.safeParse(parseJson(body))
  if (!parsed.success) return undefined
  const { message, fields: details } = parsed.data.error
  const said = details.map((detail) => `${detail.field} ${detail.message}`).join(', ')
  return new RejectedError(`Failed to ${method} ${path}: ${message} ${said}. Correct the named fields.`, {
    status,
    details,
  })
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
