export type { ConnectorCatalog, LoadedConnector } from './discovery/catalog.js'
export { discover } from './discovery/discover.js'
export { HostError } from './host-error.js'
export { createLog, type Log, silentLog } from './logging/create-log.js'
export { notificationRoutes } from './notifications/notification-routes.js'
export type { HostContext } from './open-context.js'
export { type ReceivedChanges, receiveChanges } from './receive-changes.js'
export { type RunRequest, requestRun } from './request-run.js'
export { publicSettings } from './settings/public-settings.js'
export {
  parseSettings,
  type ReadSettingsOptions,
  readSettings,
  resolveSettings,
} from './settings/read-settings.js'
export type { Settings } from './settings/settings.js'
export { SettingsError } from './settings/settings-error.js'
export type { WrittenSettings } from './settings/settings-schema.js'
export { type Host, type StartOptions, startHost } from './start-host.js'
export { decideRuns, type RunDecision } from './worker/decide-runs.js'
export { engineSettings } from './worker/engine-settings.js'
export { healthAfter, type RunEnd } from './worker/health.js'
export type { MergedRequest } from './worker/merge-requests.js'
export { workerFlags } from './worker/worker-flags.js'
export { workerFile } from './worker-file.js'
