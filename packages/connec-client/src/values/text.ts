import { z } from 'zod'

const LONGEST = 1_000_000

/**
 * A text. Codes, telephone numbers and postcodes come as numbers from applications that count with them, and the hub
 * hands on what it was given. What is longer than a million characters is a mistake, not a value.
 */
export const text = z.codec(z.union([z.string(), z.number()]), z.string().max(LONGEST), {
  decode: String,
  encode: String,
})
