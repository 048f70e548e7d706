import { lineId } from '@duet/core'
import { z } from 'zod'
import { text } from '../values/text.js'

/** A remark on a person or an organization. */
export const note = z.object({
  id: lineId(),
  description: text,
  tag: text,
  value: text,
})
