import type { Clock, Faults, OAuthServer, RequestLog } from '@duet/simulator'
import type { RequestHandler } from 'msw'
import type { Stores } from './collection-records.js'
import type { CollectionName } from './collections.js'
import type { ExampleRecord } from './example-record.js'
import type { ExampleWebhooks, WebhookSubscription } from './webhooks.js'

export interface ExampleCrmSimulatorOptions {
  /** The origin its handlers are written for (default `https://api.example-crm.test`). */
  origin?: string
  clock?: Clock
  /** A file to keep everything in; without it nothing outlives the process. */
  persistTo?: string
  /** Where clients reach it, when it is served elsewhere than at `origin`. */
  publicUrl?: string
  /** Name of the account and its workspace at first (default `Example Ltd`). */
  accountName?: string
  /** Signs the webhooks (default `example-webhook-secret`). */
  webhookSecret?: string
  /** How often an undelivered webhook is repeated (default 3). */
  webhookRetries?: number
  /** Requests a second and caller before the answer is 429 (default: no limit). */
  requestsPerSecond?: number
  /** How long an access token lives (default 3600). */
  tokenTtlSeconds?: number
}

/** How to show a collection to people. */
export interface CollectionDescription {
  collection: CollectionName
  label: string
  /** Paths of fields. */
  columns: readonly string[]
  editable: readonly string[]
  title(record: ExampleRecord): string
}

/** A running Example CRM. */
export interface ExampleCrmSimulator {
  readonly origin: string
  /** For `mockNetwork(...handlers)`, or `serveHandlers(handlers, { baseUrl: origin })`. */
  readonly handlers: RequestHandler[]
  /** The OAuth application registered there. */
  readonly client: { id: string; secret: string }
  /** Accepted in `X-Api-Key`. */
  readonly apiKey: string
  readonly account: { id: string; name: string }
  /** Edits made here are edits of a person in the application: `updated_at` moves, webhooks are sent. */
  readonly stores: Stores
  readonly faults: Faults
  readonly clock: Clock
  readonly oauth: OAuthServer
  readonly requests: RequestLog
  readonly webhooks: ExampleWebhooks
  subscribe(url: string): WebhookSubscription
  describe(): readonly CollectionDescription[]
  /** Saves what is to be kept and gives up undelivered webhooks. */
  close(): Promise<void>
}
