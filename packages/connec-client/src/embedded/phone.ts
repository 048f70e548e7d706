import { z } from 'zod'

export const phone = z.object({
  landline: z.string(),
  landline2: z.string(),
  mobile: z.string(),
  mobile2: z.string(),
  fax: z.string(),
  fax2: z.string(),
  pager: z.string(),
  pager2: z.string(),
})
