import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { text } from '../values/text.js'

/** App users who work together; records may be assigned to a team. */
export const team = defineConnecResource({
  name: 'team',
  collection: 'teams',
  fields: {
    code: text,
    name: text,
    description: text,
    members: z.array(z.object({ id: ref('app_user') })),
    ...keptByHub,
  },
})
