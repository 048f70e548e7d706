import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { text } from '../values/text.js'

/** Tickets somebody ordered for an event, and who comes. */
export const eventOrder = defineConnecResource({
  name: 'event_order',
  collection: 'event_orders',
  fields: {
    event_id: ref('event'),
    person_id: ref('person'),
    attendees: z.array(z.object({ person_id: ref('person'), event_ticket_id: text })),
    ...keptByHub,
  },
})
