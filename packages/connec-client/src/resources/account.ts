import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

/** A ledger account. */
export const account = defineConnecResource({
  name: 'account',
  collection: 'accounts',
  fields: {
    code: text,
    name: text,
    description: text,
    status: text,
    currency: text,
    address: addressSet,
    classification: text,
    class: text,
    type: text,
    sub_type: text,
    bank_account: z.object({
      account_number: text,
      bank_name: text,
      bank_code: text,
      iban_number: text,
      bic_code: text,
    }),
    current_balance: numeric,
    tax_code_id: ref('tax_code'),
    ...keptByHub,
  },
})
