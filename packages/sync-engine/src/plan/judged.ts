import type { FieldGroup } from '../field-group.js'
import type { Change } from './change.js'
import type { Considered } from './considered.js'
import type { Operation } from './operation.js'

/** One record, as far as it can be judged without its rival. */
export interface Judged {
  readonly considered: Considered
  /** Set when the record does not travel. */
  readonly verdict?: Operation | undefined
  readonly changes: readonly Change[]
  /** Groups that wait for a person. */
  readonly held: readonly FieldGroup[]
  /** True when one of them went back and forth too often. */
  readonly quarantined?: boolean | undefined
}
