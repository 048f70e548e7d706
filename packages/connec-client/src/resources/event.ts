import { defineConnecResource, lineId, ref } from '@duet/core'
import { z } from 'zod'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { price } from '../embedded/price.js'
import { moment } from '../values/moment.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

const ticketClass = z.object({
  id: lineId(),
  name: text,
  description: text,
  quantity_total: numeric,
  quantity_sold: numeric,
  minimum_quantity: numeric,
  maximum_quantity: numeric,
  sales_start: moment,
  sales_end: moment,
  cost: price,
})

/** Something people buy tickets for. */
export const event = defineConnecResource({
  name: 'event',
  collection: 'events',
  fields: {
    code: text,
    name: text,
    description: text,
    url: text,
    start_date: moment,
    end_date: moment,
    capacity: numeric,
    currency: text,
    status: text,
    venue_id: ref('venue'),
    ticket_classes: z.array(ticketClass),
    ...keptByHub,
  },
})
