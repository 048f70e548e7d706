import type { ApiAnswer, ClientFactory, ClientParts, DuetError, Http } from '@duet/core'
import type { Dispatcher } from 'undici'
import type { Authorization } from './authorization.js'
import type { Budget } from './budget.js'
import type { RetryPolicy } from './retry-policy.js'

export interface HttpClientOptions {
  /** `https://api.getbase.com/v2`: paths are appended to it, and no request ever leaves its origin. */
  baseUrl: string
  /** Sent with every request; some APIs refuse requests without it. */
  userAgent: string
  /** Who we are. */
  authorization?: Authorization
  /** Sent with every request, unless a call says otherwise. */
  headers?: Readonly<Record<string, string>>
  /** An application's own reading of a refused request; `undefined` for the reading of this client. */
  errors?: (answer: ApiAnswer) => DuetError | undefined
  /** Makes the application's own SDK on this client's `fetch`, as a connector declares it. */
  client?: ClientFactory<unknown> | undefined
  retry?: Partial<RetryPolicy>
  /** Asked before every try; share one among all clients of an account. @default no limit */
  budget?: Budget
  /** Longest time one try may take, its body included. @default 30_000 */
  timeoutMs?: number
  /** Largest body read, after decompression. @default 16 MiB */
  maxBodyBytes?: number
  /** Ends what is under way and what waits; calls then throw the signal's reason. */
  signal?: AbortSignal
  /** Values that must not appear in any error, besides those of `authorization`. */
  secrets?: readonly string[]
  /** Replaces the connections of this client; the caller closes it. */
  dispatcher?: Dispatcher
  /** Called after every try. */
  onRequest?: (event: RequestEvent) => void
  /** Called with every answer as it came, records, secrets and all: for recordings that replace them, never for logs. */
  onAnswer?: (answer: HeardAnswer) => void
}

/** A request and its answer as they were on the wire, without what was sent in headers and body. */
export interface HeardAnswer {
  method: string
  url: URL
  status: number
  /** Of the answer, names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What happened on the wire, without anything of a record: fit for logs and metrics. */
export interface RequestEvent {
  method: string
  /** Path below the base URL, without the query. */
  path: string
  /** `undefined` when no answer arrived. */
  status: number | undefined
  ms: number
  /** 1 for the first try. */
  attempt: number
  /** True for what may change something over there. */
  write: boolean
}

/** The HTTP client of one account: `Http` for resources, `fetch` for a vendor's SDK. Dispose of it to close its connections. */
export interface HttpClient extends Http, AsyncDisposable {
  /**
   * A WHATWG `fetch` with the authorization, retries, budget and redaction of this client. It answers refusals as
   * responses, as `fetch` does, and throws `ExternalApiError` for a URL outside the API's origin.
   */
  readonly fetch: ClientParts['fetch']
  close(): Promise<void>
}
