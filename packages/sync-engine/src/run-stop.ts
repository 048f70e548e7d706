import { AuthorizationError, DuetError, type ExternalApiError, RateLimitError } from '@duet/core'

/** How far a stop reaches: the others of an entity's records, or everything the run was to do. */
export type StopScope = 'entity' | 'run'

/** Ends work before it is done; cursors stay where they were. */
export class RunStop extends DuetError {
  /** What the run becomes. */
  readonly status: 'failed' | 'suspended'
  /** @default 'run' */
  readonly scope: StopScope

  constructor(
    message: string,
    { status, cause, scope = 'run' }: { status: RunStop['status']; cause?: unknown; scope?: StopScope },
  ) {
    super(message, { cause })
    this.status = status
    this.scope = scope
  }
}

/**
 * A read that failed fails the run: an outage is never an empty page. The other entities are still looked at, unless
 * it is the account that is in trouble.
 */
export function readFailed(what: string, error: unknown): RunStop {
  if (error instanceof RunStop) return error
  const status = error instanceof RateLimitError ? 'suspended' : 'failed'
  const scope = accountTrouble(error) === undefined ? 'entity' : 'run'
  return new RunStop(`Failed to read ${what}: ${reasonOf(error)}`, { status, cause: error, scope })
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

/**
 * Ends the work on an entity when several writes in a row find nobody there. Where the next entity finds nobody either,
 * its first write is the last one.
 */
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
        scope: 'entity',
      })
    },
  }
}
