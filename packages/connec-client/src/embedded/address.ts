import { z } from 'zod'

/** A postal address, as invoices carry it. */
export const address = z.object({
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  region: z.string(),
  postal_code: z.string(),
  country: z.string(),
  attention_first_name: z.string(),
  attention_last_name: z.string(),
})
