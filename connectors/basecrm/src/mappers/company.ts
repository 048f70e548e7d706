import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { accounts } from '../resources.js'
import { timezone } from './timezone.js'

export const companyMapper = defineMapper({
  connec: connec.company,
  external: accounts,
  fields: {
    name: 'name',
    currency: 'currency',
    'phone.landline': 'phone',
    timezone: { to: 'timezone', using: timezone, lossy: 'UTC becomes +00:00' },
  },
})
