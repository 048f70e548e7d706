/* Serving */

/* Time */
export { type Clock, type ClockOptions, createClock, systemClock } from './clock.js'
/* Wrapping handlers */
export type { Fault, FaultAction, FaultHit } from './fault.js'
export { createFaults, type Faults } from './faults.js'
/* Records */
export { type IdStrategy, increasing, prefixed, uuid } from './id-strategy.js'
export { isoSeconds } from './iso-seconds.js'
/* Answers */
export { json, noContent } from './json-response.js'
export { type MockNetwork, mockNetwork, UnhandledRequestError } from './network.js'
export { networkError } from './network-error.js'
export { PortInUseError } from './port-in-use-error.js'
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
export { withFaults } from './with-faults.js'
export { type HandlerWrapper, wrapHandlers } from './wrap-handlers.js'
