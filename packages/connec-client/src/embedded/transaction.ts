import { lineId, ref } from '@duet/core'
import { z } from 'zod'
import { flag } from '../values/flag.js'
import { moment } from '../values/moment.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'
import { address } from './address.js'
import { price } from './price.js'

/** One line of an invoice, an order or a quote. */
export const transactionLine = z.object({
  id: lineId(),
  status: text,
  line_number: numeric,
  description: text,
  quantity: numeric,
  reduction_percent: numeric,
  unit_price: price,
  total_price: price,
  item_id: ref('item'),
  tax_code_id: ref('tax_code'),
  account_id: ref('account'),
  is_shipping: flag,
})

/** What invoices, orders and quotes have in common. */
export const transaction = {
  code: text,
  title: text,
  transaction_number: text,
  transaction_date: moment,
  due_date: moment,
  status: text,
  organization_id: ref('organization'),
  person_id: ref('person'),
  public_note: text,
  private_note: text,
  billing_address: address,
  shipping_address: address,
  amount: price,
  balance: numeric,
  deposit: numeric,
  discount_amount: numeric,
  apply_tax_after_discount: flag,
  lines: z.array(transactionLine),
}
