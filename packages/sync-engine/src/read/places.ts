import type { AnyConnecResource, AnyResource } from '@duet/core'
import type { Scan } from '../deletion/scan.js'
import type { CursorKeeper } from './cursor.js'

/** A resource of the application and where its reading starts. */
export interface ExternalPlace {
  readonly resource: AnyResource
  readonly cursor: CursorKeeper
  /** Set where a record that is not there any more means something. */
  readonly scan: Scan | undefined
}

/** The same of the hub. */
export interface ConnecPlace {
  readonly resource: AnyConnecResource
  readonly cursor: CursorKeeper
  readonly scan: Scan | undefined
}

/** What of an entity is read in a run; a side whose records do not travel is not read. */
export interface Places {
  readonly external: readonly ExternalPlace[]
  readonly connec: readonly ConnecPlace[]
}
