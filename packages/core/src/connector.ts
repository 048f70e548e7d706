import type { Auth } from './auth.js'
import { assertConnector } from './check/check-connector.js'
import type { ClientFactory } from './client.js'
import type { Entity } from './entity.js'
import type { DuetError } from './errors.js'
import type { Http } from './http.js'
import type { Webhooks } from './webhook.js'

/** The version of this authoring API; hosts accept connectors by range (`"apiVersion": "^1.0"` in the manifest). */
export const API_VERSION = '1.0'

/** An answer of the application as it arrived. */
export interface ApiAnswer {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** May be empty, and need not be JSON. */
  readonly body: string
}

/** The remote account a link is with; the id comes from the application's raw answer, never from mapped data. */
export interface Account {
  readonly id: string
  readonly name: string
}

export interface ConnectorDefinition {
  /** Kebab-case; also the provider under which ids are known at the hub. */
  name: string
  displayName: string
  /** Version of the authoring API it was written for: `1.0`. */
  apiVersion: string
  baseUrl: string
  auth: Auth
  /** Another way to sign in, where the application has one; `auth` is offered first. */
  otherAuth?: readonly Auth[]
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>
  /** What the application allows one account; the rate budget starts there. */
  rateLimit?: { perSecond?: number; perHour?: number; maxConcurrent?: number }
  /** The application's own SDK, made on our `fetch`; see `defineClient`. */
  client?: ClientFactory<unknown>
  account(http: Http): Promise<Account>
  entities: readonly Entity[]
  /** The application's own reading of an answer that is no success; undefined for the usual reading of its status. */
  errors?(answer: ApiAnswer): DuetError | undefined
  webhooks?: Webhooks
  /** Where a company without an account gets one. */
  signUpUrl?: string
}

/** A plugin for one application: data that can be printed. */
export interface Connector extends Readonly<ConnectorDefinition> {
  readonly kind: 'connector'
}

/**
 * Declares a connector. Has no effect beside returning a frozen value; throws `DefinitionError` for what types cannot see.
 *
 * @example
 * export const exampleCrm = defineConnector({
 *   name: 'example-crm', displayName: 'Example CRM', apiVersion: '1.0', baseUrl: 'https://api.example-crm.test/v1',
 *   auth: oauth2({ … }), account: (http) => http.get('/me', account), entities: [person, item],
 * })
 */
export function defineConnector(definition: ConnectorDefinition): Connector {
  assertConnector(definition)
  return Object.freeze({ kind: 'connector' as const, ...definition })
}
