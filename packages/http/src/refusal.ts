import {
  type ApiAnswer,
  AuthorizationError,
  type DuetError,
  EntityNotFoundError,
  type ErrorDetail,
  ExternalApiError,
  RateLimitError,
  RejectedError,
} from '@duet/core'
import { explanations } from './explanations.js'
import { retryAfterMs } from './retry-after.js'

/** What a refused request means to whoever sent it, by status. */
export function refusal(answer: ApiAnswer): DuetError {
  const { status, headers } = answer
  const details = explanations(answer.body)
  const requestId = headers['x-request-id'] ?? headers['request-id']
  const options = { status, details, ...(requestId === undefined ? {} : { requestId }) }
  const say = (reason: string, fix: string) => sentence(answer, { reason, details, fix })

  if (status === 401)
    return new AuthorizationError(
      say('the API does not accept the authorization of the account', 'Link the account again'),
      options,
    )
  if (status === 403)
    return new AuthorizationError(
      say('the account has no right to do this', 'Widen its rights, or link an account that has them'),
      options,
    )
  if (status === 404 || status === 410)
    return new EntityNotFoundError(
      say('it is not there, or not any more', 'Check the id; a deleted record needs nothing'),
    )
  if (status === 429) {
    const wait = retryAfterMs(headers['retry-after'])
    return new RateLimitError(
      say(
        'too many requests',
        wait === undefined ? 'Try again later' : `Try again in ${Math.ceil(wait / 1000)} s`,
      ),
      { ...options, ...(wait === undefined ? {} : { retryAfterMs: wait }) },
    )
  }
  if (status === 400 || status === 409 || status === 422)
    return new RejectedError(say('the API refused what was sent', 'Correct the named fields'), options)
  if (status >= 500) return new ExternalApiError(say('the API failed', 'Try again later'), options)
  if (status < 400)
    return new ExternalApiError(say('the API redirects elsewhere', 'Correct the base URL'), options)
  return new ExternalApiError(
    say('the API refused the request', 'Check the request against the API docs'),
    options,
  )
}

function sentence(
  { method, path, status }: ApiAnswer,
  { reason, details, fix }: { reason: string; details: readonly ErrorDetail[]; fix: string },
): string {
  const said = details
    .slice(0, 3)
    .map(({ field, message }) => (field === undefined ? message : `${field}: ${message}`))
    .map((text) => text.replace(/[.\s]+$/, ''))
    .join('; ')
  return `Failed to ${method} ${path}: ${reason} (${status}${said === '' ? '' : `, ${said}`}). ${fix}.`
}
