import { z } from 'zod'

const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number')

/** A number, also one that was sent as a text: `12.5`, `"12.50"`. Written as a number. */
export const numeric = z.codec(z.union([z.number(), decimalText]), z.number(), {
  decode: Number,
  encode: Number,
})
