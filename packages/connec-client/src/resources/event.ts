import { defineConnecResource, isoDate, lineId, ref } from '@duet/core'
import { z } from 'zod'
import { price } from '../embedded/price.js'

const ticketClass = z.object({
  id: lineId(),
  name: z.string(),
  description: z.string(),
  quantity_total: z.number(),
  quantity_sold: z.number(),
  minimum_quantity: z.number(),
  maximum_quantity: z.number(),
  sales_start: isoDate,
  sales_end: isoDate,
  cost: price,
})

/** Something people buy tickets for. */
export const event = defineConnecResource({
  name: 'event',
  collection: 'events',
  fields: {
    code: z.string(),
    name: z.string(),
    description: z.string(),
    url: z.string(),
    start_date: isoDate,
    end_date: isoDate,
    capacity: z.number(),
    currency: z.string(),
    status: z.string(),
    venue_id: ref('venue'),
    ticket_classes: z.array(ticketClass),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
