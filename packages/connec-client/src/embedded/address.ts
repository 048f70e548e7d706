import { z } from 'zod'
import { text } from '../values/text.js'

/** A postal address, as invoices carry it. */
export const address = z.object({
  line1: text,
  line2: text,
  city: text,
  region: text,
  postal_code: text,
  country: text,
  attention_first_name: text,
  attention_last_name: text,
})
