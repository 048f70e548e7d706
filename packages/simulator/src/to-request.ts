import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/**
 * The standard `Request` of a request that arrived at a Node server, as if sent to `origin`; undefined for a target
 * that is no path (a proxy's absolute URL, `*`) or a method no `Request` can have. It is aborted when the client goes.
 */
export function toRequest(
  incoming: IncomingMessage,
  { origin, outgoing }: { origin: string; outgoing: ServerResponse },
): Request | undefined {
  const { method = 'GET', url = '/' } = incoming
  if (!url.startsWith('/') || method === 'CONNECT' || method === 'TRACE') return undefined
  const { signal } = abortedWith(outgoing)
  const head = { method, headers: headersOf(incoming), signal }
  const target = new URL(new URL(origin).origin + url)
  if (method === 'GET' || method === 'HEAD') return new Request(target, head)
  return new Request(target, { ...head, body: Readable.toWeb(incoming), duplex: 'half' })
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    headers.append(rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '')
  }
  return headers
}

function abortedWith(outgoing: ServerResponse): AbortController {
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort()
  })
  return controller
}
