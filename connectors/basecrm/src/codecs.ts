import { z } from 'zod'

const digits = z.string().regex(/^\d{1,20}$/, 'must be a whole number')

/** An integer on the wire (read in either spelling), a text in Duet; a text that is no whole number is refused. */
export const baseId = z.codec(z.union([z.int(), digits]), digits, {
  decode: (id) => String(id),
  encode: (id) => Number(id),
})

/** The id of another record; an empty text is none, as null is. */
export const baseRef = z.codec(z.union([z.int(), digits, z.literal('')]), z.union([digits, z.literal('')]), {
  decode: (id) => String(id),
  encode: (id) => (id === '' ? '' : Number(id)),
})

/** A text of a size that somebody may have typed; a longer one is a fault and no record. */
export const text = z.string().max(100_000)

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
