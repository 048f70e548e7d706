import {
  AuthorizationError,
  ExternalApiError,
  InvalidRecordError,
  RateLimitError,
  RejectedError,
  UnansweredError,
} from '@duet/core'
import { DuplicateIdError, type FailureClass, type PendingRecord } from '@duet/store'
import { reasonOf } from '../run-stop.js'
import { AlreadyPairedError } from './write-result.js'

/** What went wrong with one record, in the words of the inbox. */
export interface Failure {
  readonly class: FailureClass
  readonly message: string
  /** Path of the field at fault, where the other side names one. */
  readonly field: string | null
}

/** Reads an error as the failure of one record. */
export function failureOf(error: unknown): Failure {
  const detail = error instanceof ExternalApiError ? error.details[0] : undefined
  const path = error instanceof InvalidRecordError && error.path !== '' ? error.path : undefined
  const reason = reasonOf(error)
  const message = detail && !reason.includes(detail.message) ? `${reason} ${detail.message}` : reason
  return { class: classOf(error), message, field: detail?.field ?? path ?? null }
}

function classOf(error: unknown): FailureClass {
  if (error instanceof DuplicateIdError) return 'duplicate_id'
  if (error instanceof AlreadyPairedError) return 'ambiguous'
  if (error instanceof AuthorizationError) return 'permission'
  if (error instanceof RejectedError || error instanceof InvalidRecordError) return 'validation'
  if (isOutage(error)) return 'remote_5xx'
  return error instanceof ExternalApiError ? 'remote_4xx' : 'validation'
}

/** Nobody answered, or the server failed: whether the write was carried out is unknown. */
export function isOutage(error: unknown): error is ExternalApiError {
  if (error instanceof UnansweredError) return true
  return error instanceof ExternalApiError && (error.status ?? 0) >= 500
}

/** True when the other side certainly did nothing. */
export function isRefused(error: unknown): boolean {
  if (error instanceof RateLimitError || error instanceof InvalidRecordError) return true
  const status = error instanceof ExternalApiError ? error.status : undefined
  return status !== undefined && status >= 400 && status < 500
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ATTEMPTS = 5

/** When a failed record is tried again: after 1, 4, 16 … minutes; what the other side refuses five times waits for a person. */
export function nextAttempt(failure: Failure, { attempts, now }: { attempts: number; now: number }) {
  if (failure.class === 'ambiguous' || failure.class === 'duplicate_id' || isHopeless(failure, attempts))
    return { state: 'dead', nextAttemptAt: null } as const satisfies Partial<PendingRecord>
  const wait = Math.min(DAY, MINUTE * 4 ** (attempts - 1))
  return { state: 'failed', nextAttemptAt: now + wait } as const satisfies Partial<PendingRecord>
}

const isHopeless = (failure: Failure, attempts: number): boolean =>
  failure.class !== 'remote_5xx' && failure.class !== 'missing_reference' && attempts >= ATTEMPTS
