import { defineConnecResource } from '@duet/core'
import { addressSet } from '../embedded/address-set.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { text } from '../values/text.js'

/** A place where events happen. */
export const venue = defineConnecResource({
  name: 'venue',
  collection: 'venues',
  fields: {
    name: text,
    address: addressSet,
    ...keptByHub,
  },
})
