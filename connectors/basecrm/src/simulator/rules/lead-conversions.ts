import { readOnly } from '../attribute.js'
import type { ResourceRules } from '../resource-rules.js'

/** Conversions of leads to contacts; creating one is `convertLead`. */
export const leadConversionRules: ResourceRules = {
  type: 'lead_conversion',
  family: 'core',
  firstId: 2_400_001,
  attributes: {
    lead_id: readOnly(),
    individual_id: readOnly(),
    organization_id: readOnly(),
    deal_id: readOnly(),
    creator_id: readOnly(),
  },
  filters: ['lead_id'],
  sorts: ['id'],
  defaultSort: 'id',
  maxPerPage: 200,
  verbs: ['get'],
}
