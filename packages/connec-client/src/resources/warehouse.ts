import { defineConnecResource } from '@duet/core'
import { addressSet } from '../embedded/address-set.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { text } from '../values/text.js'

/** A place where items are kept; `status` is `ACTIVE` or `CLOSED`. */
export const warehouse = defineConnecResource({
  name: 'warehouse',
  collection: 'warehouses',
  fields: {
    code: text,
    name: text,
    description: text,
    address: addressSet,
    status: text,
    ...keptByHub,
  },
})
