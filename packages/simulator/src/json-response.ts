import { HttpResponse } from 'msw'

/** A JSON answer. A `content-type` among `headers` replaces `application/json`. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return new HttpResponse(JSON.stringify(body), { status, headers: { ...type, ...lowerCased(headers) } })
}

/** An answer without a body: 204 unless told otherwise. */
export function noContent(status = 204, headers: Record<string, string> = {}): Response {
  return new HttpResponse(null, { status, headers })
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
