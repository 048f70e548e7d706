import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { assignee } from '../embedded/assignee.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { price } from '../embedded/price.js'
import { statusChange } from '../embedded/status-change.js'
import { moment } from '../values/moment.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

/** A sale that may happen. */
export const opportunity = defineConnecResource({
  name: 'opportunity',
  collection: 'opportunities',
  fields: {
    code: text,
    name: text,
    description: text,
    sales_stage: text,
    type: text,
    expected_close_date: moment,
    amount: price,
    probability: numeric,
    next_step: text,
    sales_stage_changes: z.array(statusChange),
    lead_id: ref('person'),
    ...assignee,
    ...keptByHub,
  },
})
