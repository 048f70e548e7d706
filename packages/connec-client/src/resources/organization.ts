import { defineConnecResource } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { assignee } from '../embedded/assignee.js'
import { contactChannel } from '../embedded/contact-channel.js'
import { email } from '../embedded/email.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { note } from '../embedded/note.js'
import { phone } from '../embedded/phone.js'
import { website } from '../embedded/website.js'
import { flag } from '../values/flag.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'
import { unshaped } from '../values/unshaped.js'

/** A business the company deals with. */
export const organization = defineConnecResource({
  name: 'organization',
  collection: 'organizations',
  fields: {
    code: text,
    name: text,
    reference: text,
    status: text,
    description: text,
    industry: text,
    annual_revenue: numeric,
    number_of_employees: numeric,
    referred_leads: z.array(unshaped),
    is_customer: flag,
    is_supplier: flag,
    is_lead: flag,
    address: addressSet,
    email,
    website,
    phone,
    contact_channel: contactChannel,
    ...assignee,
    notes: z.array(note),
    ...keptByHub,
  },
})
