import { redact } from './redact.js'

/**
 * A copy of an error that carries its name, code and message, none of the secrets, and nothing else: errors of
 * transports hold sockets, headers and request bodies in their properties.
 */
export function redactedCause(error: unknown, secrets: readonly string[]): Error {
  const { name, message, code } = describe(error)
  const cause = new Error(redact(message, secrets))
  cause.name = name
  if (error instanceof Error && error.stack !== undefined) cause.stack = redact(error.stack, secrets)
  return code === undefined ? cause : Object.assign(cause, { code })
}

function describe(error: unknown): { name: string; message: string; code?: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const code = errorCode(error)
  const message = error.message === '' ? (code ?? error.name) : error.message
  return { name: error.name, message, ...(code === undefined ? {} : { code }) }
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`…: the word by which Node and undici tell failures apart. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
