import { getResponse, http, type RequestHandler } from 'msw'

/** What stands around a handler: it may answer itself, or `run` the handler and look at its answer. */
export type HandlerWrapper = (
  request: Request,
  run: () => Promise<Response | undefined>,
) => Promise<Response | undefined>

/**
 * Puts a wrapper around handlers. It sees only the requests that one of them matches; all other requests fall through
 * to the handlers after it.
 *
 * @example
 * const limited = wrapHandlers(handlers, async (request, run) => (limiter.take('all') ? run() : json(429, {})))
 */
export function wrapHandlers(handlers: readonly RequestHandler[], wrapper: HandlerWrapper): RequestHandler[] {
  const inner = [...handlers]
  const matches = async (request: Request) => {
    for (const handler of inner) if (await handler.test({ request })) return true
    return false
  }
  return [
    http.all(
      ({ request }) => matches(request),
      ({ request }) => wrapper(request, () => getResponse(inner, request)),
    ),
  ]
}
