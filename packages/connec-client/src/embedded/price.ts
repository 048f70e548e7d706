import { z } from 'zod'

/** An amount with its tax; `tax_rate` is in percent, `currency` an ISO 4217 code. */
export const price = z.object({
  total_amount: z.number(),
  net_amount: z.number(),
  tax_amount: z.number(),
  tax_rate: z.number(),
  currency: z.string(),
})
