import { defineConnecResource, isoDate } from '@duet/core'
import { z } from 'zod'

/** A tax with its rates in percent. */
export const taxCode = defineConnecResource({
  name: 'tax_code',
  collection: 'tax_codes',
  fields: {
    code: z.string(),
    name: z.string(),
    sale_tax_rate: z.number(),
    purchase_tax_rate: z.number(),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
