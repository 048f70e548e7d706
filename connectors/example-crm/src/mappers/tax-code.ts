import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { taxRates } from '../resources.js'

export const taxCodeMapper = defineMapper({
  connec: connec.taxCode,
  external: taxRates,
  fields: {
    code: 'code',
    name: 'name',
    // Whoever keeps the books knows the rate better than whoever sells.
    sale_tax_rate: { to: 'percent', conflict: 'connec' },
  },
})
