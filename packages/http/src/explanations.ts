import type { ErrorDetail } from '@duet/core'
import { z } from 'zod'

const LONGEST = 300
const text = z.string().transform((value) => value.slice(0, LONGEST))

const item = z.object({
  field: text.nullish().catch(null),
  title: text.nullish().catch(null),
  message: text.nullish().catch(null),
  detail: text.nullish().catch(null),
  details: text.nullish().catch(null),
})
const envelope = z.record(z.string(), z.unknown())
/** Where explanations stand, the most telling first. */
const PLACES = ['errors', 'error_description', 'error', 'message', 'detail', 'title']

/**
 * What an API says about a refusal, from the forms most of them use: a list of errors (`errors[].message`,
 * `errors[].error.message`), messages by field (`errors.name[]`), one `error` or `message`, RFC 9457, RFC 6749. Empty
 * when the body is none of these; never a piece of an unknown body, which may hold records.
 */
export function explanations(body: string): ErrorDetail[] {
  const parsed = envelope.safeParse(parseJson(body))
  if (!parsed.success) return []
  for (const place of PLACES) {
    const found = readList(parsed.data[place])
    if (found.length > 0) return found
  }
  return []
}

function readList(value: unknown): ErrorDetail[] {
  if (typeof value === 'string') return value === '' ? [] : [{ message: value.slice(0, LONGEST) }]
  if (Array.isArray(value)) return value.flatMap(readOne)
  if (typeof value !== 'object' || value === null) return []
  const one = readOne(value)
  return one.length > 0 ? one : readByField(value)
}

function readOne(value: unknown): ErrorDetail[] {
  if (typeof value === 'string') return [{ message: value.slice(0, LONGEST) }]
  const nested = z.object({ error: item }).safeParse(value)
  const parsed = nested.success ? nested.data.error : item.safeParse(value).data
  if (parsed === undefined) return []
  const message = parsed.details ?? parsed.detail ?? parsed.message ?? parsed.title
  if (message == null) return []
  return [{ message, ...(parsed.field == null ? {} : { field: parsed.field }) }]
}

function readByField(value: object): ErrorDetail[] {
  return Object.entries(value).flatMap(([field, messages]) =>
    [messages]
      .flat()
      .filter((message): message is string => typeof message === 'string')
      .map((message) => ({ field, message: message.slice(0, LONGEST) })),
  )
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
