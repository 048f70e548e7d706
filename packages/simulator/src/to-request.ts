import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * The standard `Request` of a request that arrived at a Node server, as if sent to `origin`; undefined for a target
 * that is no path (a proxy's absolute URL, `*`) or a method no `Request` can have. It is aborted when the client goes.
 *
 * The body is read to its end first: a body that a handler leaves unread would block the connection for the next request.
 *
 * @throws BodyTooLargeError
 */
export async function toRequest(
  incoming: IncomingMessage,
  { origin, outgoing, maxBodyBytes }: { origin: string; outgoing: ServerResponse; maxBodyBytes: number },
): Promise<Request | undefined> {
  const { method = 'GET', url = '/' } = incoming
  const { signal } = abortedWith(outgoing)
  const body = await readBody(incoming, maxBodyBytes)
  if (!url.startsWith('/') || method === 'CONNECT' || method === 'TRACE') return undefined
  const head = { method, headers: headersOf(incoming), signal }
  const target = new URL(new URL(origin).origin + url)
  return method === 'GET' || method === 'HEAD'
    ? new Request(target, head)
    : new Request(target, { ...head, body })
}

/** A request's body is larger than the server reads. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > maxBytes)
      throw new BodyTooLargeError(`Failed to read a body: it has more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
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
