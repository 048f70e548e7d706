import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** Users, whom the API can only read (API docs, Users). */
export const userRules: ResourceRules = {
  type: 'user',
  family: 'core',
  firstId: 960_788,
  attributes: {
    name: readOnly(),
    email: readOnly(),
    phone_number: readOnly(),
    timezone: readOnly(),
    status: readOnly('active'),
    invited: readOnly(true),
    confirmed: readOnly(true),
    role: readOnly('user'),
    roles: readOnly([]),
    team_name: readOnly(),
    group: readOnly(),
    reports_to: readOnly(),
    deleted_at: readOnly(),
    zendesk_user_id: readOnly(),
    identity_type: readOnly('person'),
  },
  filters: ['name', 'email', 'role', 'status', 'confirmed', 'identity_type'],
  sorts: ['id', 'name', 'created_at', 'updated_at'],
  defaultSort: 'id',
  verbs: ['get'],
  readScope: 'profile',
}
