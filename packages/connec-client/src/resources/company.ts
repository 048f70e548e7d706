import { defineConnecResource } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { email } from '../embedded/email.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { phone } from '../embedded/phone.js'
import { website } from '../embedded/website.js'
import { text } from '../values/text.js'

/** The company itself: there is one. */
export const company = defineConnecResource({
  name: 'company',
  collection: 'company',
  singleton: true,
  fields: {
    name: text,
    /** Offset from UTC: `+10:00`. */
    timezone: text,
    currency: text,
    email,
    address: addressSet,
    website,
    phone,
    logo: z.object({ logo: text }),
    tax_number: text,
    employer_id: text,
    industry: text,
    note: text,
    ...keptByHub,
  },
})
