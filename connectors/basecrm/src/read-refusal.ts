import {
  type ApiAnswer,
  type DuetError,
  type ErrorDetail,
  RateLimitError,
  RejectedError,
  UnavailableError,
} from '@duet/core'
import { type Refusal, refusal } from './envelope.js'

/**
 * What a refused request means, where Base CRM does not go by the status alone; undefined for the usual reading. Empty
 * and HTML bodies are no news: the status says enough then.
 */
export function readRefusal(answer: ApiAnswer): DuetError | undefined {
  const said = parseRefusal(answer.body)
  const options = {
    status: answer.status,
    details: said ? detailsOf(said) : [],
    ...requestIdOf(answer, said),
  }
  if (isHiddenRateLimit(answer, said)) {
    return new RateLimitError(
      `Failed to ${answer.method} ${answer.path}: too many requests (the API answered 404 for /429.json). Try again later.`,
      options,
    )
  }
  if (isWithoutProducts(answer, said)) {
    return new UnavailableError(
      `Failed to list products: the plan of this Base CRM account does not include them, or the user who linked it may not read them (403). Link an account of the Enterprise plan by one of its administrators, or switch items off.`,
      options,
    )
  }
  if (said && [400, 409, 422].includes(answer.status)) {
    const reasons = options.details.map(({ field, message }) => (field ? `${field}: ${message}` : message))
    return new RejectedError(
      `Failed to ${answer.method} ${answer.path}: Base CRM refused what was sent (${answer.status}; ${reasons.join('; ')}). Correct the named fields.`,
      options,
    )
  }
  return undefined
}

/** Since 2021 some throttled calls are answered by a file that is missing (zendesk/basecrm-ruby, issue 81). */
function isHiddenRateLimit({ status }: ApiAnswer, said: Refusal | undefined): boolean {
  return (
    status === 404 &&
    said !== undefined &&
    said.errors.some(({ error }) => error.code === 'incorrect_path' && error.details?.includes('429'))
  )
}

/**
 * Products belong to the Enterprise plan; without it their list is forbidden. In 2016 it was an internal error, whose body
 * said no more than any other's: a 500 is an outage, for whoever takes an outage for a missing plan loses its changes.
 */
function isWithoutProducts({ method, path, status }: ApiAnswer, said: Refusal | undefined): boolean {
  const scopeIsMissing = said?.errors.some(({ error }) => error.code === 'insufficient_scope') ?? false
  return method === 'GET' && path === '/products' && status === 403 && !scopeIsMissing
}

function detailsOf({ errors }: Refusal): ErrorDetail[] {
  return errors.map(({ error: { field, code, message, details } }) => ({
    ...(field ? { field: field.replace(/^\/data(?=\/)/, '') } : {}),
    message: [message, details].filter((text) => text).join(': ') || code || 'no reason given',
  }))
}

function requestIdOf({ headers }: ApiAnswer, said: Refusal | undefined): { requestId?: string } {
  const requestId = said?.meta?.logref ?? headers['x-request-id']
  return requestId === undefined ? {} : { requestId }
}

function parseRefusal(body: string): Refusal | undefined {
  try {
    return refusal.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}
