import { defineConnecResource, isoDate, lineId, ref } from '@duet/core'
import { z } from 'zod'
import { address } from '../embedded/address.js'
import { price } from '../embedded/price.js'

/** One line of an invoice. */
export const invoiceLine = z.object({
  id: lineId(),
  status: z.string(),
  line_number: z.number(),
  description: z.string(),
  quantity: z.number(),
  reduction_percent: z.number(),
  unit_price: price,
  total_price: price,
  item_id: ref('item'),
  tax_code_id: ref('tax_code'),
  account_id: ref('account'),
  is_shipping: z.boolean(),
})

/** A bill to a customer or from a supplier. */
export const invoice = defineConnecResource({
  name: 'invoice',
  collection: 'invoices',
  fields: {
    code: z.string(),
    title: z.string(),
    transaction_number: z.string(),
    transaction_date: isoDate,
    due_date: isoDate,
    type: z.string(),
    status: z.string(),
    organization_id: ref('organization'),
    person_id: ref('person'),
    sales_order_id: ref('sales_order'),
    public_note: z.string(),
    private_note: z.string(),
    billing_address: address,
    shipping_address: address,
    amount: price,
    balance: z.number(),
    deposit: z.number(),
    discount_amount: z.number(),
    apply_tax_after_discount: z.boolean(),
    lines: z.array(invoiceLine),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
