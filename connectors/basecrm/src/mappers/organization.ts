import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { contacts, leads } from '../resources.js'

/** What an organization is made of, as a contact or as a lead. */
const fields = {
  industry: 'industry',
  'email.address': 'email',
  'website.url': 'website',
  assignee_id: 'owner_id',
  'contact_channel.skype': 'skype',
  'phone.landline': 'phone',
  'phone.mobile': 'mobile',
  'phone.fax': 'fax',
  'address.billing.line1': 'address.line1',
  'address.billing.city': 'address.city',
  'address.billing.postal_code': 'address.postal_code',
  'address.billing.region': 'address.state',
  'address.billing.country': 'address.country',
} as const

export const contactOrganizationMapper = defineMapper({
  connec: connec.organization,
  external: contacts,
  fields: { ...fields, name: 'name' },
  onCreate: { external: { is_organization: true } },
  toExternal: (contact, { phone }) =>
    contact.mobile == null && phone?.landline2 != null ? { ...contact, mobile: phone.landline2 } : contact,
})

export const leadOrganizationMapper = defineMapper({
  connec: connec.organization,
  external: leads,
  fields: { ...fields, name: 'organization_name' },
  defaults: { connec: { is_lead: true } },
  onCreate: { connec: { is_customer: false } },
})
