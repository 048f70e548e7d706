import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** What the status of a lead may be called; read only (API docs, Leads). */
export const leadStatusRules: ResourceRules = {
  type: 'lead_status',
  family: 'core',
  firstId: 3_318_001,
  attributes: { name: readOnly() },
  filters: [],
  sorts: ['id'],
  defaultSort: 'id',
  verbs: [],
}
