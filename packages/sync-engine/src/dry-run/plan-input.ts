import type { StoredPlan } from '@duet/store'
import { z } from 'zod'
import type { SynchronizeInput } from '../synchronize-input.js'

/** What a plan is about. */
export interface PlanOptions {
  /** Ignore cursors and look at everything. */
  readonly full?: boolean | undefined
  /** These entities only. */
  readonly only?: readonly string[] | undefined
  /** As if this were the history limit (epoch milliseconds, null for none); absent: the one that holds. */
  readonly historyLimit?: number | null | undefined
}

export const planOptions = z.object({
  full: z.boolean().optional(),
  only: z.array(z.string()).optional(),
  historyLimit: z.number().nullable().optional(),
})

/** What a dry run needs from its host. */
export interface PlanLinkInput
  extends Pick<
    SynchronizeInput,
    'store' | 'link' | 'connector' | 'http' | 'connec' | 'clock' | 'signal' | 'settings' | 'log'
  > {
  /** A plan that was asked for; its options hold. */
  readonly plan: StoredPlan
}
