import type { RequestHandler } from 'msw'
import { BoundedLog } from './bounded-log.js'
import { type Clock, systemClock } from './clock.js'
import { wrapHandlers } from './wrap-handlers.js'

/** One request a simulator saw; `status` 0 stands for an answer that never reached the client. */
export interface LoggedRequest {
  method: string
  path: string
  /** With its question mark; empty without a query. */
  search: string
  status: number
  at: Date
}

/** What a simulator was asked, oldest first; the oldest go when it is full. */
export interface RequestLog {
  readonly requests: readonly LoggedRequest[]
  record(request: LoggedRequest): void
  /** How many logged requests fit: `log.count({ method: 'POST', path: /contacts/ })`. */
  count(filter?: RequestFilter): number
  clear(): void
}

export interface RequestFilter {
  method?: string
  path?: RegExp | string
  status?: number
}

/** An empty request log that keeps the last `limit` requests (default 10,000). */
export function createRequestLog(limit = 10_000): RequestLog {
  const log = new BoundedLog<LoggedRequest>(limit)
  return {
    get requests() {
      return log.entries
    },
    record: (request) => log.add(request),
    count: (filter = {}) => log.entries.filter((request) => fits(request, filter)).length,
    clear: () => log.clear(),
  }
}

/** Handlers whose requests are logged. */
export function withRequestLog(
  handlers: readonly RequestHandler[],
  log: RequestLog,
  clock: Clock = systemClock,
): RequestHandler[] {
  return wrapHandlers(handlers, async (request, run) => {
    const { pathname: path, search } = new URL(request.url)
    const entry = { method: request.method, path, search, at: clock.now() }
    try {
      const response = await run()
      if (response) log.record({ ...entry, status: response.status })
      return response
    } catch (error) {
      log.record({ ...entry, status: 500 })
      throw error
    }
  })
}

function fits(request: LoggedRequest, { method, path, status }: RequestFilter): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false
  if (status !== undefined && status !== request.status) return false
  return path === undefined || matchesPath(path, request)
}

/** A string is the whole path; an expression may look at the path with its query. */
export function matchesPath(
  pattern: RegExp | string,
  { path, search }: { path: string; search: string },
): boolean {
  return typeof pattern === 'string'
    ? pattern === path
    : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path + search)
}
