import { z } from 'zod'

/** Yes or no, also as the texts `"true"` and `"false"`. Written as a boolean. */
export const flag = z.codec(z.union([z.boolean(), z.enum(['true', 'false'])]), z.boolean(), {
  decode: (value) => value === true || value === 'true',
  encode: (value) => value,
})
