import type { Store } from '@duet/store'
import type { MassCount } from '../breaker/mass-change.js'
import type { PlanCounts } from './plan-counts.js'

/** A plan that is being written down. */
export interface Recording {
  readonly store: Store
  readonly linkId: string
  readonly planId: string
  readonly counts: PlanCounts
  /** What a breaker would look at, by entity. */
  readonly mass: Map<string, MassCount>
  /** The history limit that holds now, when the plan is about another one. */
  readonly historyLimitNow: number | null | undefined
}

/** Where records of an entity are put aside for a plan; a run never looks there. */
export const stagingOf = (planId: string, entity: string): string => `${entity} of plan ${planId}`

/** Where records wait for one that may be planned later. */
export const waitingOf = (planId: string, entity: string): string => `${entity} waiting in plan ${planId}`
