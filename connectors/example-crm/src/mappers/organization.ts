import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { companies } from '../resources.js'

export const organizationMapper = defineMapper({
  connec: connec.organization,
  external: companies,
  fields: {
    name: 'name',
    industry: 'industry',
    'email.address': 'email',
    'phone.landline': 'phone',
    'website.url': 'website',
    'address.billing.line1': 'address.street',
    'address.billing.city': 'address.city',
    'address.billing.postal_code': 'address.postcode',
    'address.billing.region': 'address.state',
    'address.billing.country': 'address.country',
  },
})
