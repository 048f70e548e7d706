import { defineConnecResource } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

/** A tax with its rates in percent. */
export const taxCode = defineConnecResource({
  name: 'tax_code',
  collection: 'tax_codes',
  fields: {
    code: text,
    name: text,
    sale_tax_rate: numeric,
    purchase_tax_rate: numeric,
    ...keptByHub,
  },
})
