import { UnansweredError } from '@duet/core'
import { nameOf, type Outgoing } from './exchange.js'
import { redact } from './redact.js'
import { errorCode, redactedCause } from './redacted-cause.js'
import { isUnsent } from './unsent.js'

/** The error of a request that got no answer after all its tries. */
export function unanswered(
  outgoing: Outgoing,
  failure: { error: unknown; tries: number; secrets: readonly string[] },
): UnansweredError {
  const { error, tries, secrets } = failure
  return new UnansweredError(
    `Failed to ${redact(nameOf(outgoing), secrets)}: ${reasonOf(error)}${times(tries)}. ${fixFor(outgoing, error)}.`,
    { cause: redactedCause(error, secrets) },
  )
}

function reasonOf(error: unknown): string {
  if (isUnsent(error)) return `${errorCode(error)}, the API cannot be reached`
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time'
  return `the connection broke before the answer was complete (${errorCode(error) ?? 'no code'})`
}

function fixFor(outgoing: Outgoing, error: unknown): string {
  if (isUnsent(error)) return 'Check the base URL and the network'
  if (outgoing.repeatable) return 'Try again later'
  return 'Look whether it was carried out before sending it again'
}

function times(tries: number): string {
  return tries > 1 ? ` in ${tries} tries` : ''
}
