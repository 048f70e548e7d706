import { defineConnecResource, isoDate } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { assignee } from '../embedded/assignee.js'
import { contactChannel } from '../embedded/contact-channel.js'
import { email } from '../embedded/email.js'
import { note } from '../embedded/note.js'
import { phone } from '../embedded/phone.js'
import { website } from '../embedded/website.js'

/** A business the company deals with. */
export const organization = defineConnecResource({
  name: 'organization',
  collection: 'organizations',
  fields: {
    code: z.string(),
    name: z.string(),
    reference: z.string(),
    status: z.string(),
    description: z.string(),
    industry: z.string(),
    annual_revenue: z.number(),
    number_of_employees: z.number(),
    is_customer: z.boolean(),
    is_supplier: z.boolean(),
    is_lead: z.boolean(),
    address: addressSet,
    email,
    website,
    phone,
    contact_channel: contactChannel,
    ...assignee,
    notes: z.array(note),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
