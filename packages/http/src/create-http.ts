import type { PagesOptions, RequestOptions, WriteOptions } from '@duet/core'
import type { z } from 'zod'
import { createClients } from './create-clients.js'
import { createFetch } from './create-fetch.js'
import { createSender } from './create-sender.js'
import { type Exchange, isRepeatable, type Outgoing } from './exchange.js'
import type { HttpClient, HttpClientOptions } from './http-client.js'
import { lateTransport } from './late-transport.js'
import { lowerCaseNames } from './lower-case-names.js'
import { parseAnswer } from './parse-answer.js'
import { readPages } from './read-pages.js'
import { apiUrls } from './target-url.js'

const MEGABYTE = 1024 * 1024

/**
 * The client of one account of one API. Reads and other repeatable requests are tried again on 429, on failures of the
 * server and of the network; a create only when it certainly was not carried out. See `Http` for the errors.
 *
 * @example
 * await using http = createHttp({ baseUrl: 'https://api.getbase.com/v2', userAgent: 'Duet/1.0', authorization })
 * const { data } = await http.get('/accounts/self', z.object({ data: account }))
 */
export function createHttp(options: HttpClientOptions): HttpClient {
  const urls = apiUrls(options.baseUrl)
  const transport = lateTransport({
    dispatcher: options.dispatcher,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxBodyBytes: options.maxBodyBytes ?? 16 * MEGABYTE,
  })
  const send = createSender(options, transport)

  const outgoing = (method: string, url: URL, call: WriteOptions = {}): Outgoing => ({
    method,
    url,
    path: urls.pathOf(url),
    repeatable: call.idempotent === true || isRepeatable(method),
    signal: options.signal,
    ...content(call),
  })

  async function carryOut(request: Outgoing): Promise<Exchange> {
    request.signal?.throwIfAborted()
    const exchange = await send(request)
    if (exchange.error !== undefined) throw exchange.error
    return exchange
  }

  const verb =
    (method: string) =>
    async <S extends z.ZodType>(path: string, schema: S, call?: WriteOptions): Promise<z.output<S>> => {
      const request = outgoing(method, urls.resolve(path, { query: call?.query }), call)
      return parseAnswer(request, await carryOut(request), schema)
    }

  async function remove(path: string, call?: RequestOptions): Promise<void> {
    const exchange = await send(outgoing('DELETE', urls.resolve(path, { query: call?.query }), call))
    // gone, and we may have been the ones who deleted it: an earlier try lost its answer
    if (exchange.unansweredBefore && [404, 410].includes(exchange.answer.status)) return
    if (exchange.error !== undefined) throw exchange.error
  }

  function pages<S extends z.ZodType>(path: string, schema: S, call: PagesOptions<z.output<S>>) {
    return readPages({
      path,
      options: call,
      urls,
      async fetchPage(url) {
        const request = outgoing('GET', url, call)
        const exchange = await carryOut(request)
        return { page: parseAnswer(request, exchange, schema), body: exchange.answer.body }
      },
    })
  }

  const fetch = createFetch({ urls, send, signal: options.signal })
  const close = () => transport.close()
  return {
    get: verb('GET'),
    post: verb('POST'),
    put: verb('PUT'),
    patch: verb('PATCH'),
    delete: remove,
    pages,
    client: createClients(options, fetch),
    fetch,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function content({ json, form, headers = {} }: WriteOptions): Pick<Outgoing, 'headers' | 'body'> {
  const own = { accept: 'application/json', ...lowerCaseNames(headers) }
  if (json !== undefined)
    return { headers: { 'content-type': 'application/json', ...own }, body: JSON.stringify(json) }
  if (form === undefined) return { headers: own }
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...own },
    body: new URLSearchParams(form).toString(),
  }
}
