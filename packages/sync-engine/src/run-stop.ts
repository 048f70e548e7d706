import { AuthorizationError, DuetError, type ExternalApiError, RateLimitError } from '@duet/core'

/** Ends a run before its work is done; cursors stay where they were. */
export class RunStop extends DuetError {
  /** What the run becomes. */
  readonly status: 'failed' | 'suspended'

  constructor(message: string, options: { status: 'failed' | 'suspended'; cause?: unknown }) {
    super(message, options)
    this.status = options.status
  }
}

/** A read that failed ends the run: an outage is never an empty page. */
export function readFailed(what: string, error: unknown): RunStop {
  if (error instanceof RunStop) return error
  const status = error instanceof RateLimitError ? 'suspended' : 'failed'
  return new RunStop(`Failed to read ${what}: ${reasonOf(error)}`, { status, cause: error })
}

/** Whether an error is about the whole account rather than one record: its access, or how much it may ask. */
export function accountTrouble(error: unknown): RunStop | undefined {
  if (error instanceof RateLimitError) {
    return new RunStop(`Stopped for now: too many requests. ${error.message}`, {
      status: 'suspended',
      cause: error,
    })
  }
  if (error instanceof AuthorizationError && error.status !== 403) {
    return new RunStop(`Failed to write: ${error.message}`, { status: 'failed', cause: error })
  }
  return undefined
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Ends the run when several writes in a row find nobody there. */
export interface OutageBreaker {
  /** Tells how a write ended; returns the stop when it was one too many. */
  note(error: unknown): RunStop | undefined
}

const IN_A_ROW = 3

export function createOutageBreaker(isOutage: (error: unknown) => error is ExternalApiError): OutageBreaker {
  let row = 0
  return {
    note(error) {
      if (!isOutage(error)) {
        row = 0
        return undefined
      }
      row += 1
      if (row < IN_A_ROW) return undefined
      return new RunStop(`Stopped after ${row} writes in a row that failed: ${error.message}`, {
        status: 'failed',
        cause: error,
      })
    },
  }
}
