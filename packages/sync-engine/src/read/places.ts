import type { AnyConnecResource, AnyResource } from '@duet/core'
import type { CursorKeeper } from './cursor.js'

/** What of an entity is read in a run; a side whose records do not travel is not read. */
export interface Places {
  readonly external: readonly { readonly resource: AnyResource; readonly cursor: CursorKeeper }[]
  readonly connec: readonly { readonly resource: AnyConnecResource; readonly cursor: CursorKeeper }[]
}
