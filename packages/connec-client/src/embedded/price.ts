import { z } from 'zod'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

/** An amount with its tax; `tax_rate` is in percent, `currency` an ISO 4217 code. */
export const price = z.object({
  total_amount: numeric,
  net_amount: numeric,
  tax_amount: numeric,
  tax_rate: numeric,
  currency: text,
})
