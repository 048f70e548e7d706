import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { deals } from '../resources.js'

export const opportunityMapper = defineMapper({
  connec: connec.opportunity,
  external: deals,
  fields: {
    name: 'name',
    sales_stage: 'stage',
    'amount.total_amount': 'value.amount',
    'amount.currency': 'value.currency',
    probability: 'probability',
    lead_id: 'person_id',
    expected_close_date: { to: 'closes_on', lossy: 'Example CRM keeps the day, not the time.' },
  },
})
