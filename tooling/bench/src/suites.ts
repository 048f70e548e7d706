import { mapping } from './mapping/mapping.js'
import type { Suite } from './suite.js'

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [mapping]
