import { defineConnecResource } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { transaction } from '../embedded/transaction.js'

/** What the company offered to a customer. */
export const quote = defineConnecResource({
  name: 'quote',
  collection: 'quotes',
  fields: { ...transaction, ...keptByHub },
})
