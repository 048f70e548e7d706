import { lineId } from '@duet/core'
import { z } from 'zod'

/** A remark on a person or an organization. */
export const note = z.object({
  id: lineId(),
  description: z.string(),
  tag: z.string(),
  value: z.string(),
})
