import { defineConnecResource, isoDate } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { email } from '../embedded/email.js'
import { phone } from '../embedded/phone.js'
import { website } from '../embedded/website.js'

/** The company itself: there is one. */
export const company = defineConnecResource({
  name: 'company',
  collection: 'company',
  singleton: true,
  fields: {
    name: z.string(),
    /** Offset from UTC: `+10:00`. */
    timezone: z.string(),
    currency: z.string(),
    email,
    address: addressSet,
    website,
    phone,
    logo: z.object({ logo: z.string() }),
    tax_number: z.string(),
    employer_id: z.string(),
    industry: z.string(),
    note: z.string(),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
