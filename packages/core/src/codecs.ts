import { z } from 'zod'

/** An integer on the wire, a text in Duet: ids are never calculated with. */
export const integerId = z.codec(z.int(), z.string().regex(/^\d+$/, 'must be a whole number'), {
  decode: String,
  encode: Number,
})

/**
 * An ISO-8601 date-time on the wire (any offset), a `Date` in Duet; written in UTC with seconds.
 *
 * @example isoDate.encode(new Date(0)) // '1970-01-01T00:00:00Z'
 */
export const isoDate = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => `${date.toISOString().slice(0, -'.000Z'.length)}Z`,
})

/** An ISO-8601 date-time on the wire, or a day, which is its midnight in UTC; a `Date` in Duet, written as `isoDate` does. */
export const isoMoment = z.codec(z.union([z.iso.datetime({ offset: true }), z.iso.date()]), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => isoDate.encode(date),
})

/** A calendar day on the wire (`2026-11-24`, or a date-time of which the day counts), midnight UTC in Duet. */
export const isoDay = z.codec(z.union([z.iso.date(), z.iso.datetime({ offset: true })]), z.date(), {
  decode: (text) => new Date(`${text.slice(0, 10)}T00:00:00Z`),
  encode: (date) => date.toISOString().slice(0, 10),
})

/** A decimal text or a number on the wire, a number in Duet; written as a text with two decimals. */
export const decimal = z.codec(
  z.union([z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number'), z.number()]),
  z.number(),
  { decode: Number, encode: (amount) => amount.toFixed(2) },
)
