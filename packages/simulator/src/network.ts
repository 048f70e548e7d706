import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { http, passthrough, type RequestHandler } from 'msw'
import { defineNetwork, InterceptorSource } from 'msw/experimental'
import type { Dispatcher } from 'undici'
import { handlersDispatcher } from './handlers-dispatcher.js'
import { networkError, reasonOf } from './network-error.js'

/** The network of this process, answered by request handlers while it listens. */
export interface MockNetwork {
  listen(): void
  close(): void
  /** Adds handlers before all others, until `resetHandlers`. */
  use(...handlers: RequestHandler[]): void
  /** Drops what `use` added; with arguments these are the only handlers until the next reset. */
  resetHandlers(...handlers: RequestHandler[]): void
  /**
   * The same answers for clients of undici that take a dispatcher: no socket lies between, which costs a fraction.
   * It answers whether the network listens or not.
   */
  readonly dispatcher: Dispatcher
}

/**
 * Answers the requests of every HTTP client in this process (undici's `request`, `Pool` and `Agent` included) from
 * handlers: the interception sits under the sockets. Requests to this machine pass through to real servers; any other
 * request without a handler fails.
 *
 * @example
 * const network = mockNetwork(http.get('https://api.example.com/me', () => json(200, { id: '1' })))
 * beforeAll(() => network.listen())
 * afterEach(() => network.resetHandlers())
 * afterAll(() => network.close())
 */
export function mockNetwork(...handlers: RequestHandler[]): MockNetwork {
  const interceptor = new HttpRequestInterceptor()
  const network = defineNetwork({
    sources: [new InterceptorSource({ interceptors: [interceptor] })],
    handlers: [...handlers, ...fallbacks],
    onUnhandledFrame: 'error',
    context: { quiet: true },
  })
  let current = [...handlers, ...fallbacks]
  let dispatcher: Dispatcher | undefined
  return {
    listen() {
      breakConnections(interceptor)
      network.enable()
    },
    close: () => network.disable(),
    use(...added) {
      current = [...added, ...current]
      network.use(...added)
    },
    resetHandlers(...next) {
      current = [...(next.length > 0 ? next : handlers), ...fallbacks]
      network.resetHandlers(...current)
    },
    get dispatcher() {
      dispatcher ??= handlersDispatcher(() => current)
      return dispatcher
    },
  }
}

const loopback = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/

/** Without the last one, a request whose handler returned nothing would go to the real network. */
const fallbacks: RequestHandler[] = [
  http.all(loopback, () => passthrough()),
  http.all(/.*/, ({ request }) => networkError(new UnhandledRequestError(request))),
]

/** A client under test sent a request for which no handler has an answer. */
export class UnhandledRequestError extends Error {
  override readonly name = 'UnhandledRequestError'

  constructor(request: Request) {
    const { origin, pathname } = new URL(request.url)
    super(
      `Failed to answer ${request.method} ${origin}${pathname}: no handler has an answer. Add one to mockNetwork.`,
    )
  }
}

/** MSW turns an error response into a bare `TypeError`; real clients see a socket error with a code. */
function breakConnections(interceptor: HttpRequestInterceptor): void {
  interceptor.on('request', ({ controller }) => {
    const respond = controller.respondWith.bind(controller)
    controller.respondWith = (response) =>
      response.type === 'error' ? controller.errorWith(reasonOf(response)) : respond(response)
  })
}
