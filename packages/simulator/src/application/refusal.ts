import { json } from '../json-response.js'

export interface FieldComplaint {
  /** Path of the field: `lines[0].article_id`. */
  field: string
  message: string
}

export type RefusalCode =
  | 'bad_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'too_many_requests'

/** Why a request is refused; the definition of the simulator says how the application spells it. */
export interface RefusalReason {
  status: number
  code: RefusalCode
  message: string
  /** Empty unless fields of a record are wrong. */
  fields: readonly FieldComplaint[]
}

/** The body of a refusal, in the application's spelling. */
export type RefusalBody = (reason: RefusalReason) => unknown

/** Ends the handling of a request with a refusal. */
export class Refusal extends Error implements RefusalReason {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: RefusalCode
  readonly fields: readonly FieldComplaint[]
  readonly #headers: Record<string, string>

  constructor(reason: Omit<RefusalReason, 'fields'> & Partial<RefusalReason>, headers = {}) {
    super(reason.message)
    this.status = reason.status
    this.code = reason.code
    this.fields = reason.fields ?? []
    this.#headers = headers
  }

  toResponse(body: RefusalBody): Response {
    return json(this.status, body(this), this.#headers)
  }
}

export const badRequest = (message: string) => new Refusal({ status: 400, code: 'bad_request', message })

export const unauthorized = (message: string) => new Refusal({ status: 401, code: 'unauthorized', message })

export const forbidden = (message: string) => new Refusal({ status: 403, code: 'forbidden', message })

export const notFound = (what: string) =>
  new Refusal({ status: 404, code: 'not_found', message: `There is no ${what}.` })

export const invalid = (fields: readonly FieldComplaint[]) =>
  new Refusal({ status: 422, code: 'invalid', message: 'Some fields cannot be saved.', fields })

export const tooManyRequests = (seconds: number) =>
  new Refusal(
    { status: 429, code: 'too_many_requests', message: `Too many requests, try again in ${seconds} s.` },
    { 'retry-after': String(seconds) },
  )
