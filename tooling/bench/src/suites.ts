import { cost } from './cost/cost.js'
import { endToEnd } from './end-to-end/end-to-end.js'
import { fleet } from './fleet/fleet.js'
import { http } from './http/http.js'
import { latency } from './latency/latency.js'
import { mapping } from './mapping/mapping.js'
import { memory } from './memory/memory.js'
import { plan } from './plan/plan.js'
import { quiet } from './quiet/quiet.js'
import { start } from './start/start.js'
import type { Suite } from './suite.js'
import { types } from './types/types.js'

/**
 * Every suite, in the order in which they run. A quick run has an end: the one that takes most comes last, and what it
 * cannot measure in the time that is left it says. None takes what those behind it need, see
 * `timeFor`.
 */
export const suites: readonly Suite[] = [
  mapping,
  plan,
  http,
  cost,
  quiet,
  latency,
  types,
  start,
  fleet,
  endToEnd,
  memory,
]
