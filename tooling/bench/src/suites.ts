import { cost } from './cost/cost.js'
import { endToEnd } from './end-to-end/end-to-end.js'
import { http } from './http/http.js'
import { mapping } from './mapping/mapping.js'
import { memory } from './memory/memory.js'
import { plan } from './plan/plan.js'
import type { Suite } from './suite.js'

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [mapping, plan, http, cost, memory, endToEnd]
