import type { Connector } from '@duet/core'
import type { ConformanceCard, QuarantinedConnector } from '@duet/host-api'

/** A connector the host can use, and the package it came from. */
export interface LoadedConnector {
  readonly connector: Connector
  readonly packageName: string
  readonly version: string
  /** The folder of the package. */
  readonly path: string
  /** What its tests found out about it, undefined where the package does not say. */
  readonly card?: ConformanceCard | undefined
}

/** What discovery found: the connectors that work, by name, and those that do not, with the reason. */
export interface ConnectorCatalog {
  readonly connectors: ReadonlyMap<string, LoadedConnector>
  readonly quarantined: readonly QuarantinedConnector[]
}
