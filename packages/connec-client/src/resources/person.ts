import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { assignee } from '../embedded/assignee.js'
import { contactChannel } from '../embedded/contact-channel.js'
import { email } from '../embedded/email.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { note } from '../embedded/note.js'
import { phone } from '../embedded/phone.js'
import { statusChange } from '../embedded/status-change.js'
import { website } from '../embedded/website.js'
import { flag } from '../values/flag.js'
import { moment } from '../values/moment.js'
import { text } from '../values/text.js'
import { unshaped } from '../values/unshaped.js'

/** A person the company deals with; a lead is one with `is_lead`. */
export const person = defineConnecResource({
  name: 'person',
  collection: 'people',
  fields: {
    code: text,
    status: text,
    title: text,
    first_name: text,
    last_name: text,
    full_name: text,
    job_title: text,
    birth_date: moment,
    description: text,
    organization_id: ref('organization'),
    company_name: text,
    is_customer: flag,
    is_supplier: flag,
    is_lead: flag,
    address_work: addressSet,
    address_home: addressSet,
    email,
    website,
    phone_work: phone,
    phone_home: phone,
    contact_channel: contactChannel,
    lead_status: text,
    lead_source: text,
    lead_status_changes: z.array(statusChange),
    lead_conversion_date: moment,
    referred_leads: z.array(unshaped),
    opportunities: z.array(unshaped),
    notes: z.array(note),
    tasks: z.array(unshaped),
    ...assignee,
    ...keptByHub,
  },
  label: ({ first_name, last_name, full_name }) =>
    [first_name, last_name].filter((name) => name).join(' ') || full_name,
})
