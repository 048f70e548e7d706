/** Options of every error of Duet: the error underneath, if there is one. */
export interface DuetErrorOptions {
  cause?: unknown
  /** Stable word for programs, `rate_limit` for instance; the class name in snake case unless given. */
  code?: string
}

/**
 * The root of every error Duet raises on purpose.
 *
 * Messages follow one form, so that nobody needs a search engine: `Failed to <verb> <what>: <reason>. <Fix>.`
 */
export class DuetError extends Error {
  /** Stable word for programs. */
  readonly code: string

  constructor(message: string, options: DuetErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.code = options.code ?? snakeCase(new.target.name.replace(/Error$/, ''))
  }
}

/** A connector, a mapper or an option is written wrongly; raised while it is defined, never while records travel. */
export class DefinitionError extends DuetError {}

/** The record is gone over there: the id map becomes inactive and nothing is created again. */
export class EntityNotFoundError extends DuetError {}

/** What is known of a refused request. */
export interface ExternalApiErrorOptions extends DuetErrorOptions {
  /** HTTP status; absent when no answer arrived. */
  status?: number
  /** The other side's own explanations, field by field where it names one. */
  details?: readonly ErrorDetail[]
  /** The other side's id of the request, for its support. */
  requestId?: string
}

/** One explanation of the other side. */
export interface ErrorDetail {
  /** Path of the field in the spelling of that API, `/contact_id` for instance. */
  field?: string
  message: string
}

/** The application or the hub refused or failed a request. */
export class ExternalApiError extends DuetError {
  readonly status: number | undefined
  readonly details: readonly ErrorDetail[]
  readonly requestId: string | undefined

  constructor(message: string, options: ExternalApiErrorOptions = {}) {
    super(message, options)
    this.status = options.status
    this.details = options.details ?? []
    this.requestId = options.requestId
  }
}

/** Too many requests: the request was not carried out and may be sent again after `retryAfterMs`. */
export class RateLimitError extends ExternalApiError {
  /** Milliseconds to wait, when the other side says so. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: ExternalApiErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options)
    this.retryAfterMs = options.retryAfterMs
  }
}

/** The account's authorization is missing, revoked or too narrow. */
export class AuthorizationError extends ExternalApiError {}

/** The other side understood the record and refused it; `details` names the fields. */
export class RejectedError extends ExternalApiError {}

/** The other side did not answer, or not in time; whether a write was carried out is unknown. */
export class UnansweredError extends ExternalApiError {}

/** The account's plan or rights do not include this kind of record: the entity is unavailable, not empty. */
export class UnavailableError extends ExternalApiError {}

/** A record that does not have the shape its schema promises. */
export class InvalidRecordError extends ExternalApiError {
  /** Where in the record, `prices[0].amount` for instance. */
  readonly path: string

  constructor(message: string, options: ExternalApiErrorOptions & { path: string }) {
    super(message, options)
    this.path = options.path
  }
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}
