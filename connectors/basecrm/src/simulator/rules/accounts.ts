import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** The account itself; there is `/accounts/self` and nothing else (API docs, Accounts). */
export const accountRules: ResourceRules = {
  type: 'account',
  family: 'core',
  firstId: 1_027_365,
  attributes: {
    name: readOnly(),
    currency: readOnly(),
    time_format: readOnly('24H'),
    timezone: readOnly(),
    phone: readOnly(),
    subdomain: readOnly(),
  },
  filters: [],
  sorts: [],
  defaultSort: 'id',
  verbs: ['get'],
  readScope: 'profile',
}
