import { z } from 'zod'
import { text } from '../values/text.js'

export const phone = z.object({
  landline: text,
  landline2: text,
  mobile: text,
  mobile2: text,
  fax: text,
  fax2: text,
  pager: text,
  pager2: text,
})
