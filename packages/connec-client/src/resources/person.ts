import { defineConnecResource, isoDate, ref } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { assignee } from '../embedded/assignee.js'
import { contactChannel } from '../embedded/contact-channel.js'
import { email } from '../embedded/email.js'
import { note } from '../embedded/note.js'
import { phone } from '../embedded/phone.js'
import { statusChange } from '../embedded/status-change.js'
import { website } from '../embedded/website.js'

/** A person the company deals with; a lead is one with `is_lead`. */
export const person = defineConnecResource({
  name: 'person',
  collection: 'people',
  fields: {
    code: z.string(),
    status: z.string(),
    title: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    full_name: z.string(),
    job_title: z.string(),
    birth_date: isoDate,
    description: z.string(),
    organization_id: ref('organization'),
    company_name: z.string(),
    is_customer: z.boolean(),
    is_supplier: z.boolean(),
    is_lead: z.boolean(),
    address_work: addressSet,
    address_home: addressSet,
    email,
    website,
    phone_work: phone,
    phone_home: phone,
    contact_channel: contactChannel,
    lead_status: z.string(),
    lead_source: z.string(),
    lead_status_changes: z.array(statusChange),
    lead_conversion_date: isoDate,
    notes: z.array(note),
    ...assignee,
    created_at: isoDate,
    updated_at: isoDate,
  },
  label: ({ first_name, last_name, full_name }) =>
    [first_name, last_name].filter((name) => name).join(' ') || full_name,
})
