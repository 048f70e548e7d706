import type { Clock, Faults, OAuthServer, RequestLog, StoredRecord } from '@duet/simulator'
import type { RequestHandler } from 'msw'

/** Records of one kind at the application; a change made here is one that somebody made over there. */
export interface SimulatedStore {
  insert(fields: Record<string, unknown>): StoredRecord
  get(id: string | number): StoredRecord | undefined
  update(id: string | number, changes: Record<string, unknown>): StoredRecord | undefined
  delete(id: string | number): boolean
  all(): StoredRecord[]
}

/** What a connector's simulator offers to tests; any object of this shape is one. */
export interface SimulatedApplication {
  /** The application's public origin, for which its handlers are written. */
  readonly origin: string
  readonly handlers: readonly RequestHandler[]
  /** The OAuth application registered there. */
  readonly client: { readonly id: string; readonly secret: string }
  /** The key of its account, where the application has keys. */
  readonly apiKey?: string
  /** The name and password of its account, where the application has them. */
  readonly login?: { readonly username: string; readonly password: string }
  readonly account: { readonly id: string; readonly name: string }
  /** By the name of the collection, which is the name of the resource in the connector. */
  readonly stores: Readonly<Record<string, SimulatedStore>>
  readonly faults: Faults
  readonly clock: Clock
  readonly oauth: OAuthServer
  readonly requests: RequestLog
  /** Where it tells others of changes: the secret it signs with, and what waits until all is delivered. */
  readonly webhooks?: { readonly secret: string; flush(): Promise<void> }
  /** Has the application tell this URL of every change. */
  subscribe?(url: string): unknown
  close(): Promise<void>
}
