import type { Sender } from './create-sender.js'
import { type Answer, isRepeatable, type Outgoing } from './exchange.js'
import type { HttpClient } from './http-client.js'
import { redact } from './redact.js'
import type { ApiUrls } from './target-url.js'

const WITHOUT_BODY = new Set([204, 205, 304])
/** Ours to say: undici frames the body itself and decompresses before a vendor's code sees it. */
const FRAMING = ['content-length', 'transfer-encoding', 'connection', 'host', 'accept-encoding']

interface FetchParts {
  urls: ApiUrls
  send: Sender
  signal: AbortSignal | undefined
}

/** A WHATWG `fetch` over a sender: what a vendor's SDK is given instead of the global one. */
export function createFetch({ urls, send, signal }: FetchParts): HttpClient['fetch'] {
  return async (input, init) => {
    const request = new Request(input, init)
    const url = urls.resolve(request.url)
    const { answer, secrets } = await send({
      method: request.method,
      url,
      path: urls.pathOf(url),
      headers: withoutFraming(request.headers),
      repeatable: isRepeatable(request.method),
      signal: signal === undefined ? request.signal : AbortSignal.any([signal, request.signal]),
      ...(request.body === null ? {} : { body: new Uint8Array(await request.arrayBuffer()) }),
    } satisfies Outgoing)
    const body = WITHOUT_BODY.has(answer.status) ? null : new Uint8Array(bodyOf(answer, secrets))
    return new Response(body, { status: answer.status, headers: withoutEncoding(answer.headers) })
  }
}

/** Refusals end up in messages of the SDK's errors: what they echo of our secrets is taken out. */
function bodyOf({ status, body }: Answer, secrets: readonly string[]): Buffer {
  return status < 400 ? body : Buffer.from(redact(body.toString('utf8'), secrets), 'utf8')
}

function withoutFraming(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !FRAMING.includes(name)))
}

function withoutEncoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  )
}
