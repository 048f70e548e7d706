import { Agent, type Dispatcher, request } from 'undici'
import { type Answer, nameOf, type Outgoing } from './exchange.js'
import { acceptEncoding, readBody } from './read-body.js'

export interface TransportOptions {
  dispatcher?: Dispatcher | undefined
  timeoutMs: number
  maxBodyBytes: number
}

/** One request, one answer; no opinion on either. */
export interface Transport {
  /** Rejects with whatever the connection says, and with `ExternalApiError` for a body that is too big. */
  send(outgoing: Outgoing, headers: Readonly<Record<string, string>>): Promise<Answer>
  close(): Promise<void>
}

const CONNECTIONS = 8

export function createTransport({ dispatcher, timeoutMs, maxBodyBytes }: TransportOptions): Transport {
  const own = dispatcher === undefined ? new Agent({ connections: CONNECTIONS }) : undefined
  const connections = dispatcher ?? own

  return {
    async send(outgoing, headers) {
      const timeout = AbortSignal.timeout(timeoutMs)
      const response = await request(outgoing.url, {
        // undici knows the methods it was written with; any token is a method to HTTP
        method: outgoing.method as Dispatcher.HttpMethod,
        headers: { 'accept-encoding': acceptEncoding, ...headers },
        body: outgoing.body ?? null,
        signal: outgoing.signal === undefined ? timeout : AbortSignal.any([outgoing.signal, timeout]),
        // the signal above is exact and covers the body
        headersTimeout: 0,
        bodyTimeout: 0,
        ...(connections === undefined ? {} : { dispatcher: connections }),
      })
      const answered = joinHeaders(response.headers)
      const body = await readBody(response.body, {
        what: nameOf(outgoing),
        contentEncoding: answered['content-encoding'],
        maxBytes: maxBodyBytes,
      })
      return { status: response.statusCode, headers: answered, body }
    },
    close: async () => own?.close(),
  }
}

function joinHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return joined
}
