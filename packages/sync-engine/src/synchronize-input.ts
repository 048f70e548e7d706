import type { Connec } from '@duet/connec-client'
import type { Connector, Http } from '@duet/core'
import type { Link, RunOptions, RunTrigger, Store } from '@duet/store'
import type { HintedRecords } from './read/hinted.js'
import type { EngineEvent } from './run-context.js'
import type { EngineSettings } from './settings.js'

/** What a run needs from its host. */
export interface SynchronizeInput {
  readonly store: Store
  readonly link: Link
  readonly connector: Connector
  /** The application, authorised for this link. */
  readonly http: Http
  /** The hub for this link: provider is the connector's name, realm the account's id. */
  readonly connec: Connec
  readonly trigger: RunTrigger
  readonly options: RunOptions
  /** Only these records, read by id; everything that changed when absent. */
  readonly records?: readonly HintedRecords[] | undefined
  /** Names the worker, in the lease. */
  readonly owner: string
  /** Epoch milliseconds. @default Date.now */
  readonly clock?: (() => number) | undefined
  /** Ends the run after the page in hand. */
  readonly signal?: AbortSignal | undefined
  readonly settings?: Partial<EngineSettings> | undefined
  readonly log?: ((event: EngineEvent) => void) | undefined
}
