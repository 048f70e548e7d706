export type { Stores } from './application/collection-records.js'
export { defineSimulator } from './application/define-simulator.js'
export type { Login } from './application/guard-api.js'
export {
  byCursor,
  byLink,
  byOffset,
  byPage,
  type PageRequest,
  type PageSize,
  type Paging,
} from './application/paging.js'
export type {
  FieldComplaint,
  RefusalBody,
  RefusalCode,
  RefusalReason,
} from './application/refusal.js'
export type { Fields, SimulatedRecord } from './application/simulated-record.js'
export type { Simulator, SimulatorOptions } from './application/simulator.js'
export type {
  AuthDefinition,
  CollectionDefinition,
  SimulatedAccount,
  SimulatorDefinition,
} from './application/simulator-definition.js'
export type {
  WebhookEvent,
  WebhookSubscription,
  WebhookSubscriptions,
  WebhooksDefinition,
} from './application/webhook-subscriptions.js'
export { type Clock, type ClockOptions, createClock, systemClock } from './clock.js'
export { escapeHtml } from './escape-html.js'
export type { Fault, FaultAction, FaultHit } from './fault.js'
export { createFaults, type Faults } from './faults.js'
export { type IdStrategy, increasing, prefixed, uuid } from './id-strategy.js'
export { isoSeconds } from './iso-seconds.js'
export { json, noContent } from './json-response.js'
export { type MockNetwork, mockNetwork, UnhandledRequestError } from './network.js'
export { networkError } from './network-error.js'
export type { OAuthAccount, OAuthClient, OAuthServerOptions } from './oauth/oauth-options.js'
export {
  type AccessToken,
  type Authentication,
  createOAuthServer,
  type OAuthServer,
} from './oauth/oauth-server.js'
export type { OAuthState } from './oauth/oauth-state.js'
export { pageWindow, paginate, paginateByOffset, withQuery } from './paging.js'
export { CorruptStateError } from './persisted-file.js'
export { type BoundState, openPersistence, type Persistence, type PersistenceOptions } from './persistence.js'
export { PortInUseError } from './port-in-use-error.js'
export { createRateLimiter, type RateLimiter, type RateLimiterOptions } from './rate-limiter.js'
export {
  createRequestLog,
  type LoggedRequest,
  type RequestFilter,
  type RequestLog,
  withRequestLog,
} from './request-log.js'
export {
  createResourceStore,
  type ListQuery,
  type NewRecord,
  type RecordChange,
  type RecordPage,
  type ResourceStore,
  type ResourceStoreOptions,
  type StoredRecord,
  type StoreSnapshot,
} from './resource-store.js'
export { type ServedHandlers, type ServeOptions, serveHandlers } from './serve-handlers.js'
export {
  createWebhookSender,
  type Webhook,
  type WebhookDelivery,
  type WebhookSender,
  type WebhookSenderOptions,
} from './webhook-sender.js'
export { withFaults } from './with-faults.js'
export { type HandlerWrapper, wrapHandlers } from './wrap-handlers.js'
