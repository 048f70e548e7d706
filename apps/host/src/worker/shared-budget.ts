import type { Json } from '@duet/core'
import type { BudgetKeeper, BudgetState } from '@duet/http'
import type { Store } from '@duet/store'
import { z } from 'zod'

const stored = z.object({
  rate: z.number().nullable(),
  next: z.number(),
  paused: z.number(),
  slowedAt: z.number(),
  hour: z.record(z.string(), z.number()),
}) satisfies z.ZodType<BudgetState>

/**
 * Keeps what is known about an account's rate in the store: whichever worker runs the link next goes on at the pace the
 * last one learned, within the same hour's quota. Asked about once a second of sending, not once a request.
 */
export function sharedKeeper({ budgets }: Pick<Store, 'budgets'>, account: string): BudgetKeeper {
  return {
    async change(decide) {
      for (;;) {
        const known = await budgets.read(account)
        // What an older version stored is not worth a failure: the pace is learned again.
        const { state, result } = decide(stored.safeParse(known?.state).data)
        const json: Json = { ...state, hour: { ...state.hour } }
        if (await budgets.write(account, { state: json, expectedVersion: known?.version ?? null }))
          return result
      }
    },
  }
}
