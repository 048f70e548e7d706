import { z } from 'zod'

/** An integer on the wire (read in either spelling), a text in Duet; a text that is no whole number is refused. */
export const baseId = z.codec(
  z.union([z.int(), z.string().regex(/^\d+$/)]),
  z.string().regex(/^\d+$/, 'must be a whole number'),
  {
    decode: (id) => String(id),
    encode: (id) => Number(id),
  },
)

const decimals = new Intl.NumberFormat('en', {
  useGrouping: false,
  minimumFractionDigits: 2,
  maximumFractionDigits: 20,
})

/**
 * A number or a decimal text on the wire, a number in Duet; written as a text with two decimals, as the API docs advise,
 * or with as many as the amount has. An empty text reads as 0, the value Base CRM itself gives a deal without one.
 */
export const amount = z.codec(
  z.union([z.string().regex(/^(-?\d+(\.\d+)?)?$/, 'must be a decimal number'), z.number()]),
  z.number(),
  { decode: (text) => Number(text), encode: (value) => decimals.format(value) },
)
