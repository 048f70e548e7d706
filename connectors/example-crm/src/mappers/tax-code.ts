import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { taxRates } from '../resources.js'

export const taxCodeMapper = defineMapper({
  connec: connec.taxCode,
  external: taxRates,
  fields: { code: 'code', name: 'name', sale_tax_rate: 'percent' },
})
