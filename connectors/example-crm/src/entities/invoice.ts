import { defineEntity } from '@duet/core'
import { invoiceMapper } from '../mappers/invoice.js'

export const invoice = defineEntity({
  mapper: invoiceMapper,
  inactive: (order) => order.archived === true,
  // Bills from suppliers are no orders.
  filter: { query: "type eq 'CUSTOMER'", accepts: (invoice) => invoice.type === 'CUSTOMER' },
})
