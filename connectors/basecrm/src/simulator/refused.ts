import { explain, messages, type Violation } from './violation.js'

/** The two back ends behind the API: products come from another one than everything else, and it answers differently. */
export type Family = 'core' | 'catalog'

/** One error of an answer. */
export interface ApiError {
  code: string
  message: string
  details?: string
  resource?: string
  field?: string
}

/** Thrown where a request is refused; the API turns it into an answer. */
export class Refused extends Error {
  readonly status: number
  readonly errors: readonly ApiError[]
  readonly family: Family

  constructor(status: number, errors: readonly ApiError[], family: Family = 'core') {
    super(`${status} ${errors.map(({ code }) => code).join(', ')}`)
    this.status = status
    this.errors = errors
    this.family = family
  }
}

/** A query parameter that is malformed, out of bounds or unexpected. */
export function invalidParameter(name: string, reason: string): Refused {
  const details = `The request query parameter '${name}' is malformed, missing, or has an invalid value (${reason})`
  return new Refused(400, [{ code: 'invalid_param', message: 'invalid request query parameter', details }])
}

export function recordNotFound(resource: string, id: string): Refused {
  const details = `Resource of the type '${resource}' with the id '${id}' was not found.`
  const message = 'resource you are looking for was not found'
  return new Refused(404, [{ code: 'not_found', message, details, resource }])
}

export function pathNotFound({ method, path }: { method: string; path: string }): Refused {
  const details = `Requested path at '${path}' was not found using the HTTP method '${method}'.`
  return new Refused(404, [{ code: 'incorrect_path', message: 'path was not found', details }])
}

/** A record that breaks rules: every broken one in one answer. */
export function rejected(violations: readonly Violation[], resource: string, family: Family): Refused {
  const errors = violations.map((violation) => ({
    resource,
    field: family === 'catalog' ? `/data/${violation.attribute}` : `/${violation.attribute}`,
    code: violation.code,
    message: messages[violation.code],
    details: explain(violation, resource),
  }))
  return new Refused(422, errors, family)
}
