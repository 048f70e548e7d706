import { InvalidRecordError } from '@duet/core'
import { z } from 'zod'
import { type Exchange, nameOf, type Outgoing } from './exchange.js'
import { redact } from './redact.js'

const decoder = new TextDecoder()
const COMPLAINTS = 3
const BETWEEN = 'Check the base URL, and whether a proxy or a login page stands in between'

/**
 * The body as the schema promises it. An empty body is `undefined` to the schema: a page never comes out empty because
 * its body was. Throws `InvalidRecordError` naming the request and the path; never quotes the body, which holds records.
 */
export function parseAnswer<S extends z.ZodType>(
  outgoing: Outgoing,
  exchange: Exchange,
  schema: S,
): z.output<S> {
  const text = decoder.decode(exchange.answer.body)
  const value = text.trim() === '' ? undefined : readJson(outgoing, text)
  const parsed = safely(outgoing, schema, value)
  if (parsed.success) return parsed.data
  if (value === undefined) throw unreadable(outgoing, 'its body is empty')
  throw mismatch(outgoing, parsed.error, exchange.secrets)
}

function readJson(outgoing: Outgoing, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // no cause: the message of a SyntaxError quotes the body
    throw unreadable(
      outgoing,
      text.trimStart().startsWith('<') ? 'it is HTML, not JSON' : 'it is not complete JSON',
    )
  }
}

function safely<S extends z.ZodType>(outgoing: Outgoing, schema: S, value: unknown) {
  try {
    return schema.safeParse(value)
  } catch {
    // no cause: what a codec throws may quote the value it could not read
    throw unreadable(outgoing, 'a codec of its schema threw', 'Let the codec report an issue instead')
  }
}

function unreadable(outgoing: Outgoing, reason: string, fix = BETWEEN): InvalidRecordError {
  return new InvalidRecordError(`Failed to read the answer of ${nameOf(outgoing)}: ${reason}. ${fix}.`, {
    path: '',
  })
}

function mismatch(
  outgoing: Outgoing,
  { issues }: z.core.$ZodError,
  secrets: readonly string[],
): InvalidRecordError {
  const complaints = issues
    .slice(0, COMPLAINTS)
    .map(({ path, message }) => `${z.core.toDotPath(path) || 'body'}: ${message}`)
  const more = issues.length > COMPLAINTS ? ` and ${issues.length - COMPLAINTS} more` : ''
  return new InvalidRecordError(
    `Failed to read the answer of ${nameOf(outgoing)}: ${redact(complaints.join('; '), secrets)}${more}. Correct the schema, or report the answer to the API's makers.`,
    { path: z.core.toDotPath(issues[0]?.path ?? []) },
  )
}
