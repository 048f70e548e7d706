import type { RequestHandler } from 'msw'
import type { Clock } from '../clock.js'
import type { Faults } from '../faults.js'
import type { OAuthServer } from '../oauth/oauth-server.js'
import type { RequestLog } from '../request-log.js'
import type { Stores } from './collection-records.js'
import type { Login } from './guard-api.js'
import type { SimulatedAccount } from './simulator-definition.js'
import type { WebhookSubscription, WebhookSubscriptions } from './webhook-subscriptions.js'

export interface SimulatorOptions {
  /** The origin its handlers are written for (default: the application's). */
  origin?: string
  /** Default: a clock that ticks. */
  clock?: Clock
  /** A file to keep everything in; without it nothing outlives the process. */
  persistTo?: string
  /** Where clients reach it, when it is served elsewhere than at `origin`. */
  publicUrl?: string
  /** Name of the account. */
  accountName?: string
  /** Signs the webhooks. */
  webhookSecret?: string
  /** How often an undelivered webhook is repeated (default 3). */
  webhookRetries?: number
  /** Requests a second and caller before the answer is 429 (default: no limit). */
  requestsPerSecond?: number
  /** How long an access token lives (default: as declared). */
  tokenTtlSeconds?: number
}

/** A running simulated application. */
export interface Simulator<Name extends string = string> {
  readonly origin: string
  /** For `mockNetwork(...handlers)`, or `serveHandlers(handlers, { baseUrl: origin })`. */
  readonly handlers: RequestHandler[]
  /** The OAuth application registered there. */
  readonly client: { id: string; secret: string }
  /** The account's key, where the API takes one. */
  readonly apiKey: string
  /** The account's name and password, where the API takes them. */
  readonly login: Login
  readonly account: SimulatedAccount
  /** Edits made here are edits of a person in the application: moments move, webhooks are sent. */
  readonly stores: Stores<Name>
  readonly faults: Faults
  readonly clock: Clock
  readonly oauth: OAuthServer
  readonly requests: RequestLog
  readonly webhooks: WebhookSubscriptions
  subscribe(url: string): WebhookSubscription
  /** Saves what is to be kept and gives up undelivered webhooks. */
  close(): Promise<void>
}
