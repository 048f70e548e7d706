import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { workspace } from '../resources.js'

export const companyMapper = defineMapper({
  connec: connec.company,
  external: workspace,
  fields: {
    name: 'name',
    currency: 'currency',
    'email.address': 'email',
    'phone.landline': 'phone',
    'website.url': 'website',
  },
})
