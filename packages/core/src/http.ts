import type { z } from 'zod'
import type { Checkpoint } from './checkpoint.js'
import type { ClientFactory } from './client.js'
import type { NextRequest } from './paging.js'

/** A query value; `undefined` leaves the parameter out, a `Date` is sent as ISO-8601 in UTC. */
export type QueryValue = string | number | boolean | Date | undefined
export type Query = Readonly<Record<string, QueryValue>>

export interface RequestOptions {
  query?: Query
  headers?: Readonly<Record<string, string>>
}

export interface WriteOptions extends RequestOptions {
  /** Body, sent as JSON. */
  json?: unknown
  /** Body, sent as `application/x-www-form-urlencoded`. */
  form?: Readonly<Record<string, string>>
  /**
   * True when sending the request twice has the effect of sending it once (an upsert by a key of ours, say). Only
   * then is a `POST` whose answer was lost sent again.
   */
  idempotent?: boolean
}

export interface PagesOptions<Page> extends RequestOptions {
  /**
   * The next request, from the page just read: a URL or path (absolute URLs must stay on the API's origin), or a
   * query that replaces parameters of the first one; `undefined` ends the reading. `asked` holds the parameters of the
   * request the page came from. Ready-made: `byLink`, `byCursor`, `byPageNumber`, `byOffset`.
   */
  next: NextRequest<Page>
  /** What `list` was given: reading starts where it says, and each page's place is noted there. */
  checkpoint?: Checkpoint | undefined
}

/**
 * The HTTP client a connector is given. Authentication, retries, the rate budget and redaction happen behind it; every
 * answer is parsed by the schema of the call.
 *
 * Errors thrown by every method: `EntityNotFoundError` (404, 410), `RejectedError` (400, 409, 422), `RateLimitError`,
 * `AuthorizationError` (401 after a refresh, 403), `UnansweredError`, `InvalidRecordError` (an answer that is not what
 * the schema promises), else `ExternalApiError`.
 *
 * @example
 * const { data } = await http.get('/contacts/21', z.object({ data: contact }))
 */
export interface Http {
  get<S extends z.ZodType>(path: string, schema: S, options?: RequestOptions): Promise<z.output<S>>
  post<S extends z.ZodType>(path: string, schema: S, options?: WriteOptions): Promise<z.output<S>>
  put<S extends z.ZodType>(path: string, schema: S, options?: WriteOptions): Promise<z.output<S>>
  patch<S extends z.ZodType>(path: string, schema: S, options?: WriteOptions): Promise<z.output<S>>
  delete(path: string, options?: RequestOptions): Promise<void>
  /**
   * Pages of a list, one request each. Guards: a page that repeats the one before, or a next request that does not
   * advance, ends in an `ExternalApiError` instead of an endless loop.
   */
  pages<S extends z.ZodType>(
    path: string,
    schema: S,
    options: PagesOptions<z.output<S>>,
  ): AsyncGenerator<z.output<S>, void, undefined>
  /**
   * The application's own SDK, made by the connector's `client` on this client's `fetch`; the same one at every call.
   *
   * Throws `DefinitionError` when the connector does not name the factory as its `client`.
   *
   * @example const tickets = await http.client(sdk).tickets.list()
   */
  client<Client>(make: ClientFactory<Client>): Client
}
