import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { people } from '../resources.js'

export const personMapper = defineMapper({
  connec: connec.person,
  external: people,
  fields: {
    first_name: 'given_name',
    last_name: 'family_name',
    // Somebody who has no job any more has none on the other side, too.
    job_title: { to: 'job_title', clear: 'both' },
    'email.address': 'email',
    'phone_work.landline': 'phone',
    'phone_work.mobile': 'mobile',
    organization_id: 'company_id',
    'address_work.billing.line1': 'address.street',
    'address_work.billing.city': 'address.city',
    'address_work.billing.postal_code': 'address.postcode',
    'address_work.billing.region': 'address.state',
    'address_work.billing.country': 'address.country',
  },
  // Example CRM takes nobody without a family name.
  onCreate: { external: { family_name: 'Unknown' } },
})
