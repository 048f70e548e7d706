import type { Context } from 'hono'
import type { z } from 'zod'
import { ApiFailure } from './api-failure.js'

/** The body of a request as the schema has it; an empty one counts as `{}`. Throws `ApiFailure` 400. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const text = await c.req.text()
  const parsed = schema.safeParse(text === '' ? {} : parseJson(text))
  if (parsed.success) return parsed.data
  throw invalid(parsed.error)
}

/** The query of a request as the schema has it; empty values count as absent. Throws `ApiFailure` 400. */
export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  const given = Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalid(parsed.error)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiFailure(
      400,
      'invalid_json',
      'Failed to read the request: its body is not JSON. Send JSON.',
      { cause },
    )
  }
}

function invalid({ issues }: z.ZodError): ApiFailure {
  const fields = Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]))
  const [first] = issues
  const place = first === undefined || first.path.length === 0 ? 'it' : `"${first.path.join('.')}"`
  return new ApiFailure(
    400,
    'invalid_request',
    `Failed to read the request: ${place} is not as it should be (${first?.message}). Mend it and send it again.`,
    { fields },
  )
}
