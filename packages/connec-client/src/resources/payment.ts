import { defineConnecResource, isoDate, lineId, ref } from '@duet/core'
import { z } from 'zod'
import { price } from '../embedded/price.js'

const linkedTransaction = z.object({
  id: ref('invoice'),
  class: z.string(),
  applied_amount: z.number(),
})

/** One line of a payment and the transactions it pays. */
export const paymentLine = z.object({
  id: lineId(),
  amount: z.number(),
  linked_transactions: z.array(linkedTransaction),
})

/** Money that came in or went out; the hub computes `amount` from the lines. */
export const payment = defineConnecResource({
  name: 'payment',
  collection: 'payments',
  fields: {
    code: z.string(),
    title: z.string(),
    type: z.string(),
    status: z.string(),
    payment_reference: z.string(),
    transaction_number: z.string(),
    transaction_date: isoDate,
    public_note: z.string(),
    private_note: z.string(),
    currency: z.string(),
    amount: price,
    account_id: ref('account'),
    organization_id: ref('organization'),
    person_id: ref('person'),
    payment_lines: z.array(paymentLine),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
