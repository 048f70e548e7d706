import { connec, invoiceLine } from '@duet/connec-client'
import { defineMapper, each, nested } from '@duet/core'
import { orderLine, orders } from '../resources.js'
import { orderStatus } from './order-status.js'

const line = nested(invoiceLine, orderLine, {
  id: 'id',
  item_id: 'article_id',
  tax_code_id: 'tax_rate_id',
  description: 'description',
  quantity: 'quantity',
  'unit_price.total_amount': 'unit_price.amount',
  'unit_price.currency': 'unit_price.currency',
})

export const invoiceMapper = defineMapper({
  connec: connec.invoice,
  external: orders,
  fields: {
    transaction_number: 'number',
    title: 'title',
    status: { to: 'status', using: orderStatus },
    organization_id: 'company_id',
    person_id: 'person_id',
    transaction_date: 'ordered_at',
    due_date: { to: 'due_on', lossy: 'Example CRM keeps the day, not the time.' },
    lines: { to: 'lines', using: each(line) },
  },
  onCreate: { connec: { type: 'CUSTOMER' } },
})
