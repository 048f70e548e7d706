import { createRequire } from 'node:module'
import { getResponse, type RequestHandler } from 'msw'
import type { Dispatcher } from 'undici'
import { reasonOf } from './network-error.js'

/**
 * A dispatcher of undici that request handlers answer, with no socket between: for tests that send thousands of
 * requests, each a quarter as costly as through `mockNetwork`. What breaks a connection there fails the call here.
 * `handlers` is asked at each request.
 */
export function handlersDispatcher(handlers: () => readonly RequestHandler[]): Dispatcher {
  // loaded here: who only serves simulators does without the hundred files of undici
  const undici: typeof import('undici') = createRequire(import.meta.url)('undici')

  class HandlersDispatcher extends undici.Dispatcher {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const call = new Call(handler)
      handler.onRequestStart?.(call, {})
      if (!call.aborted) void answer(handlers(), options, call).catch((error) => call.abort(asError(error)))
      return true
    }

    override async close(): Promise<void> {}

    override async destroy(): Promise<void> {}
  }
  return new HandlersDispatcher()
}

async function answer(
  handlers: readonly RequestHandler[],
  options: Dispatcher.DispatchOptions,
  call: Call,
): Promise<void> {
  const response = await getResponse([...handlers], requestOf(options, call.signal))
  if (response === undefined || response.type === 'error')
    throw response ? reasonOf(response) : new Error('no handler has an answer')
  const isBodiless = options.method === 'HEAD'
  const { status, statusText, headers, body } = response
  call.begin(status, { headers: namedHeaders(headers), statusText })
  if (body !== null && !isBodiless) for await (const chunk of body) call.data(Buffer.from(chunk))
  call.end()
}

/** One request under way; it is over once it ended, failed or was given up. */
class Call implements Dispatcher.DispatchController {
  readonly #handler: Dispatcher.DispatchHandler
  readonly #given = new AbortController()
  #isOver = false
  aborted = false
  paused = false
  reason: Error | null = null
  rawHeaders: string[] = []

  constructor(handler: Dispatcher.DispatchHandler) {
    this.#handler = handler
  }

  get signal(): AbortSignal {
    return this.#given.signal
  }

  abort(reason: Error): void {
    if (this.#isOver) return
    this.#isOver = true
    this.aborted = true
    this.reason = reason
    this.#given.abort()
    this.#handler.onResponseError?.(this, reason)
  }

  pause(): void {}

  resume(): void {}

  begin(status: number, head: { headers: Record<string, string | string[]>; statusText: string }): void {
    if (!this.#isOver) this.#handler.onResponseStart?.(this, status, head.headers, head.statusText)
  }

  data(chunk: Buffer): void {
    if (!this.#isOver) this.#handler.onResponseData?.(this, chunk)
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#handler.onResponseEnd?.(this, {})
  }
}

function requestOf(
  { origin = '', path, method, headers, body }: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Request {
  const hasBody = typeof body === 'string' || body instanceof Uint8Array
  return new Request(new URL(path, origin), {
    method,
    signal,
    headers: Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    ...(hasBody && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
}

function namedHeaders(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
