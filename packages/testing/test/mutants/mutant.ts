import type { Connector } from '@duet/core'
import type { KitOptions } from '../../src/index.js'

/** A fault that somebody could build into a good connector, and the check that finds it. */
export interface Mutant {
  /** Goes on after "a connector that …". */
  readonly does: string
  /** The name of the check. */
  readonly caughtBy: string
  readonly mutate?: (connector: Connector) => Connector
  /** What else is different around it. */
  readonly options?: Partial<KitOptions>
}
