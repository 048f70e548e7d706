import { defineConnecResource, lineId, ref } from '@duet/core'
import { z } from 'zod'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { price } from '../embedded/price.js'
import { moment } from '../values/moment.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'
import { unshaped } from '../values/unshaped.js'

/** What a payment pays: invoices; other kinds of transactions are told by `class`. */
const linkedTransaction = z.object({
  id: ref('invoice', { field: 'class', names: ['Invoice'] }),
  class: text,
  applied_amount: numeric,
})

/** One line of a payment and the transactions it pays. */
export const paymentLine = z.object({
  id: lineId(),
  amount: numeric,
  linked_transactions: z.array(linkedTransaction),
})

/** Money that came in or went out; the hub computes `amount` from the lines. */
export const payment = defineConnecResource({
  name: 'payment',
  collection: 'payments',
  fields: {
    code: text,
    title: text,
    type: text,
    status: text,
    payment_reference: text,
    transaction_number: text,
    transaction_date: moment,
    public_note: text,
    private_note: text,
    currency: text,
    amount: price,
    account_id: ref('account'),
    organization_id: ref('organization'),
    person_id: ref('person'),
    /** A name, or `{ id }`. */
    payment_method: unshaped,
    payment_lines: z.array(paymentLine),
    ...keptByHub,
  },
})
