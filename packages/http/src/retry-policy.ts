import { setTimeout as wait } from 'node:timers/promises'

/** How often and how long a request is tried again. */
export interface RetryPolicy {
  /** Tries in all, the first one included. @default 5 */
  tries: number
  /** Wait before the second try; doubled for each further one. @default 250 */
  minDelayMs: number
  /** Longest wait of our own making; a `Retry-After` of the API may be longer. @default 30_000 */
  maxDelayMs: number
  /** A wait that would end later than this after the first try is not begun. @default 120_000 */
  maxElapsedMs: number
  /** Spreads waits, so that workers do not come back together. @default between half of it and all of it */
  jitter: (ms: number) => number
  /** Waits; ends early, with the signal's reason, when aborted. Tests bring their own. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

export const defaultRetryPolicy: RetryPolicy = {
  tries: 5,
  minDelayMs: 250,
  maxDelayMs: 30_000,
  maxElapsedMs: 120_000,
  jitter: (ms) => ms * (0.5 + Math.random() / 2),
  sleep,
}

/** Waits `ms` milliseconds. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** Milliseconds to wait after the given try (1 for the first), when the API does not say. */
export function backOff(policy: RetryPolicy, attempt: number): number {
  return policy.jitter(Math.min(policy.maxDelayMs, policy.minDelayMs * 2 ** (attempt - 1)))
}
