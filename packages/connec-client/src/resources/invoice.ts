import { defineConnecResource, ref } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { transaction, transactionLine } from '../embedded/transaction.js'
import { text } from '../values/text.js'

/** One line of an invoice. */
export const invoiceLine = transactionLine

/** A bill to a customer or from a supplier: `type` is `CUSTOMER` or `SUPPLIER`. */
export const invoice = defineConnecResource({
  name: 'invoice',
  collection: 'invoices',
  fields: { ...transaction, type: text, sales_order_id: ref('sales_order'), ...keptByHub },
})
