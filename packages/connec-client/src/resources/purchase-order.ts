import { defineConnecResource } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { transaction } from '../embedded/transaction.js'

/** What the company ordered from a supplier. */
export const purchaseOrder = defineConnecResource({
  name: 'purchase_order',
  collection: 'purchase_orders',
  fields: { ...transaction, ...keptByHub },
})
