import type { PlainRecord } from '@duet/core'
import type { MissingReference } from '@duet/store'
import type { Image } from '../image.js'
import type { SeenRecord } from '../seen-record.js'

/** A record under one mapper: what it becomes on the other side. */
export interface Considered {
  readonly record: SeenRecord
  /** Its draft for the other side. */
  readonly draft: PlainRecord
  /** The same, flat and canonical. */
  readonly image: Image
  /** The first reference in it that cannot be translated yet. */
  readonly missing: MissingReference | undefined
}
