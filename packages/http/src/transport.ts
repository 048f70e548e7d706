import { Agent, type Dispatcher } from 'undici'
import { AnswerCollector, type CollectedAnswer } from './answer-collector.js'
import { acceptEncoding, decodeBody, tooBig } from './decode-body.js'
import { type Answer, nameOf, type Outgoing } from './exchange.js'

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

  function collect(outgoing: Outgoing, headers: Readonly<Record<string, string>>): Promise<CollectedAnswer> {
    const { method, url, body = null, signal } = outgoing
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const collector = new AnswerCollector({
        resolve,
        reject,
        timeoutMs,
        signal,
        maxBytes: maxBodyBytes,
        tooBig: () => tooBig({ what: nameOf(outgoing), maxBytes: maxBodyBytes }),
      })
      connections?.dispatch(
        {
          origin: url.origin,
          path: `${url.pathname}${url.search}`,
          // undici knows the methods it was written with; any token is a method to HTTP
          method: method as Dispatcher.HttpMethod,
          headers: { 'accept-encoding': acceptEncoding, ...headers },
          body,
          // the collector's own is exact and covers the body
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        collector,
      )
    })
  }

  return {
    async send(outgoing, headers) {
      const answer = await collect(outgoing, headers)
      const encoding = answer.headers['content-encoding']
      if (encoding === undefined) return answer
      const limit = { what: nameOf(outgoing), maxBytes: maxBodyBytes }
      return { ...answer, body: await decodeBody(answer.body, encoding, limit) }
    },
    close: async () => own?.close(),
  }
}
