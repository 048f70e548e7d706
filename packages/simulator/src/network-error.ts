import { HttpResponse } from 'msw'

const reasons = new WeakMap<Response, Error>()

/**
 * An answer that is no answer: the connection breaks. Over `mockNetwork` the client's call fails with `reason`
 * (default: a connection reset), over `serveHandlers` the socket is destroyed.
 */
export function networkError(reason: Error = connectionReset()): Response {
  const response = HttpResponse.error()
  reasons.set(response, reason)
  return response
}

/** Why a network error broke the connection; plain `HttpResponse.error()`s count as resets. */
export function reasonOf(response: Response): Error {
  return reasons.get(response) ?? connectionReset()
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' })
}
