import { json } from '@duet/simulator'

export interface FieldComplaint {
  field: string
  message: string
}

export interface ApiErrorOptions {
  code: string
  message: string
  fields?: readonly FieldComplaint[]
  headers?: Record<string, string>
}

/** A refusal of the API, in its one envelope: `{ error: { code, message, fields } }`. */
export class ApiError extends Error {
  readonly status: number
  readonly #options: ApiErrorOptions

  constructor(status: number, options: ApiErrorOptions) {
    super(options.message)
    this.status = status
    this.#options = options
  }

  toResponse(): Response {
    const { code, message, fields = [], headers = {} } = this.#options
    return json(this.status, { error: { code, message, fields } }, headers)
  }
}

export const badRequest = (message: string) => new ApiError(400, { code: 'bad_request', message })

export const unauthorized = (message: string) => new ApiError(401, { code: 'unauthorized', message })

export const forbidden = (message: string) => new ApiError(403, { code: 'forbidden', message })

export const notFound = (what: string) =>
  new ApiError(404, { code: 'not_found', message: `There is no ${what}.` })

export const invalid = (fields: readonly FieldComplaint[]) =>
  new ApiError(422, { code: 'invalid', message: 'Some fields cannot be saved.', fields })

export const tooManyRequests = (seconds: number) =>
  new ApiError(429, {
    code: 'too_many_requests',
    message: `Too many requests, try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  })
