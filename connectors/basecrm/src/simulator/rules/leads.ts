import { integer, text } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'
import { owned, partyAttributes, partyFilters, withCustomFields } from './party.js'

/** Leads: people or organizations nobody talked to yet (API docs, Leads). */
export const leadRules: ResourceRules = {
  type: 'lead',
  family: 'core',
  firstId: 1_903_091_207,
  attributes: {
    ...partyAttributes,
    organization_name: text(),
    status: text('New'),
    source_id: integer(),
    unqualified_reason_id: integer(),
  },
  filters: [...partyFilters, 'source_id', 'organization_name', 'status'],
  sorts: ['id', 'first_name', 'last_name', 'updated_at', 'created_at'],
  defaultSort: 'updated_at',
  verbs: ['get', 'create', 'update', 'delete', 'upsert'],
  isIndexed: true,
  complete: (record, context, present) => withCustomFields(owned(record, context), present),
  check: ({ last_name, organization_name, first_name }) => {
    if (last_name) return []
    if (organization_name && !first_name) return []
    return [{ code: last_name === undefined ? 'missing' : 'blank', attribute: 'last_name' }]
  },
}
