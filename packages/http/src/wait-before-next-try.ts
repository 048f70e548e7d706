import { DuetError, ExternalApiError, RateLimitError } from '@duet/core'
import type { Try } from './exchange.js'
import { retryAfterMs } from './retry-after.js'
import { backOff, type RetryPolicy } from './retry-policy.js'
import { isUnsent } from './unsent.js'

const PASSING_STATUSES = new Set([500, 502, 503, 504])

export interface Progress {
  policy: RetryPolicy
  repeatable: boolean
  tries: number
  /** Tries that were answered with a 401 and followed by new headers: they do not count. */
  renewals: number
  spentMs: number
}

/** Milliseconds until a request may be sent once more; `undefined` when it must not be, or when it had its tries. */
export function waitBeforeNextTry(outcome: Try, progress: Progress): number | undefined {
  const { policy, spentMs } = progress
  const counted = progress.tries - progress.renewals
  if (!mayRepeat(outcome, progress.repeatable) || counted >= policy.tries) return undefined
  const wait = askedFor(outcome) ?? backOff(policy, counted)
  return spentMs + wait > policy.maxElapsedMs ? undefined : wait
}

function mayRepeat(outcome: Try, repeatable: boolean): boolean {
  if (outcome.answer === undefined) return mayRepeatUnanswered(outcome.failure, repeatable)
  if (outcome.error === undefined) return false
  // too many requests: it was not carried out, whatever it was
  if (outcome.error instanceof RateLimitError) return true
  // an application's own reading (unavailable, rejected…) is final; a bare failure of the server may pass
  const bare = outcome.error.constructor === ExternalApiError
  return bare && repeatable && PASSING_STATUSES.has(outcome.answer.status)
}

function mayRepeatUnanswered(failure: unknown, repeatable: boolean): boolean {
  if (failure instanceof DuetError) return false
  return repeatable || isUnsent(failure)
}

function askedFor(outcome: Try): number | undefined {
  if (outcome.answer === undefined) return undefined
  const read = outcome.error instanceof RateLimitError ? outcome.error.retryAfterMs : undefined
  return read ?? retryAfterMs(outcome.answer.headers['retry-after'])
}
