import type { z } from 'zod'
import { InvalidRecordError } from './errors.js'

/** `prices[0].amount`: a path of zod in the spelling of this project. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else text += text === '' ? String(step) : `.${String(step)}`
  }
  return text
}

/** The first complaint of zod about what an API answered, naming the path (below `at`), the reason and the fix. */
export function invalidRecord(what: string, error: z.core.$ZodError, at?: string): InvalidRecordError {
  const { path, reason } = firstComplaint(error, at)
  return new InvalidRecordError(
    `Failed to read ${what}: ${reason}. The answer does not have the shape its schema declares; correct the schema or the record.`,
    { path, cause: error },
  )
}

/** The first complaint of zod about what a mapper made. */
export function invalidDraft(what: string, error: z.core.$ZodError): InvalidRecordError {
  const { path, reason } = firstComplaint(error)
  return new InvalidRecordError(
    `Failed to write ${what}: ${reason}. The draft does not fit the schema; correct the record it was made of, or the mapper.`,
    { path, cause: error },
  )
}

function firstComplaint({ issues: [issue] }: z.core.$ZodError, at?: string) {
  const path = formatPath([...(at === undefined ? [] : [at]), ...(issue?.path ?? [])])
  const message = issue?.message ?? 'unknown reason'
  return { path, reason: path === '' ? message : `${path}: ${message}` }
}
