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

/** The first complaint of zod as an error that names the path (below `at`), the reason and who is to blame. */
export function invalidRecord(what: string, error: z.core.$ZodError, at?: string): InvalidRecordError {
  const issue = error.issues[0]
  const path = formatPath([...(at === undefined ? [] : [at]), ...(issue?.path ?? [])])
  return new InvalidRecordError(
    `Failed to read ${what}: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'unknown reason'}. The answer does not have the shape its schema declares; correct the schema or the record.`,
    { path, cause: error },
  )
}
