import { errorCode } from './redacted-cause.js'

/** Failures to connect: nothing of the request has left this machine. */
const CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** True when the request certainly did not reach the other side, so that even a create may be sent again. */
export function isUnsent(error: unknown): boolean {
  const code = errorCode(error)
  return code !== undefined && CODES.has(code)
}
