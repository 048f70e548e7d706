import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * The standard `Request` of a request that arrived at a Node server, as if sent to `origin`; undefined for a target
 * that is no path (a proxy's absolute URL, `*`) or a method no `Request` can have. It is aborted when the client goes.
 *
 * The body is read to its end first: a body that a handler leaves unread would block the connection for the next request.
 */
export async function toRequest(
  incoming: IncomingMessage,
  { origin, outgoing }: { origin: string; outgoing: ServerResponse },
): Promise<Request | undefined> {
  const { method = 'GET', url = '/' } = incoming
  const { signal } = abortedWith(outgoing)
  const body = await readBody(incoming)
  if (!url.startsWith('/') || method === 'CONNECT' || method === 'TRACE') return undefined
  const head = { method, headers: headersOf(incoming), signal }
  const target = new URL(new URL(origin).origin + url)
  return method === 'GET' || method === 'HEAD'
    ? new Request(target, head)
    : new Request(target, { ...head, body })
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
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
