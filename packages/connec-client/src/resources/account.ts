import { defineConnecResource, isoDate, ref } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'

/** A ledger account. */
export const account = defineConnecResource({
  name: 'account',
  collection: 'accounts',
  fields: {
    code: z.string(),
    name: z.string(),
    description: z.string(),
    status: z.string(),
    currency: z.string(),
    address: addressSet,
    classification: z.string(),
    class: z.string(),
    type: z.string(),
    sub_type: z.string(),
    bank_account: z.object({
      account_number: z.string(),
      bank_name: z.string(),
      bank_code: z.string(),
      iban_number: z.string(),
      bic_code: z.string(),
    }),
    current_balance: z.number(),
    tax_code_id: ref('tax_code'),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
