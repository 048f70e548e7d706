import { z } from 'zod'

/** What the API knows of one attribute of a record. */
export interface Attribute {
  /** What may be sent; its output is what is kept. */
  schema: z.ZodType
  /** Answered as long as nothing was set. */
  initial: unknown
  /** Who sets it: clients at any time, clients on creation only, nobody but the application. */
  access: 'write' | 'create' | 'read'
}

export type Attributes = Readonly<Record<string, Attribute>>

const nullable = (schema: z.ZodType, initial: unknown = null): Attribute => ({
  schema: schema.nullable(),
  initial,
  access: 'write',
})

export const text = (initial: string | null = null) => nullable(z.string(), initial)
export const integer = () => nullable(z.int())
export const oneOf = (values: readonly [string, ...string[]], initial: string) =>
  nullable(z.enum(values), initial)
/** A date-time; answered in UTC with the precision of a second. */
export const moment = () =>
  nullable(
    z.iso.datetime({ offset: true }).transform((date) => `${new Date(date).toISOString().slice(0, 19)}Z`),
  )
/** A calendar day; a date-time is cut to its day. */
export const day = () =>
  nullable(z.union([z.iso.date(), z.iso.datetime({ offset: true })]).transform((date) => date.slice(0, 10)))
export const flag = (initial: boolean): Attribute => ({ schema: z.boolean(), initial, access: 'write' })

const addressPart = z.string().nullable().default(null)
/** Replaced as a whole: a part that is not sent is empty afterwards. */
export const address = () =>
  nullable(
    z.strictObject({
      line1: addressPart,
      city: addressPart,
      postal_code: addressPart,
      state: addressPart,
      country: addressPart,
    }),
  )

export const tags = (): Attribute => ({ schema: z.array(z.string()), initial: [], access: 'write' })
export const customFields = (): Attribute => ({
  schema: z.record(z.string(), z.unknown()),
  initial: {},
  access: 'write',
})

/** An attribute that clients see and cannot set. */
export const readOnly = (initial: unknown = null): Attribute => ({
  schema: z.never(),
  initial,
  access: 'read',
})
/** An attribute that clients set when they create the record, and never again. */
export const onCreation = (attribute: Attribute): Attribute => ({ ...attribute, access: 'create' })
