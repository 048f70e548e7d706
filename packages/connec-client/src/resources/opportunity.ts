import { defineConnecResource, isoDate, ref } from '@duet/core'
import { z } from 'zod'
import { assignee } from '../embedded/assignee.js'
import { price } from '../embedded/price.js'
import { statusChange } from '../embedded/status-change.js'

/** A sale that may happen. */
export const opportunity = defineConnecResource({
  name: 'opportunity',
  collection: 'opportunities',
  fields: {
    code: z.string(),
    name: z.string(),
    description: z.string(),
    sales_stage: z.string(),
    type: z.string(),
    expected_close_date: isoDate,
    amount: price,
    probability: z.number(),
    next_step: z.string(),
    sales_stage_changes: z.array(statusChange),
    lead_id: ref('person'),
    ...assignee,
    created_at: isoDate,
    updated_at: isoDate,
  },
})
