import { defineConnecResource } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { transaction } from '../embedded/transaction.js'

/** What a customer ordered. */
export const salesOrder = defineConnecResource({
  name: 'sales_order',
  collection: 'sales_orders',
  fields: { ...transaction, ...keptByHub },
})
