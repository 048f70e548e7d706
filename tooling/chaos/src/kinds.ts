import type { Side } from '@duet/core'

type Fields = Readonly<Record<string, unknown>>

/** How one field is written and read on a side; values are texts. */
interface Place {
  /** The fields to write. */
  write(value: string): Fields
  read(record: Fields): string | undefined
}

/** A kind of record people make and edit, on either side. */
export interface Kind {
  readonly name: string
  /** Collections: of the hub and of Base CRM. */
  readonly connec: string
  readonly external: 'contacts' | 'products' | 'deals'
  /** Fields of a new record, by the key that names it on both sides; `person` is the id of one on the same side. */
  create: Readonly<Record<Side, (key: string, person: string) => Fields>>
  keyOf: Readonly<Record<Side, (record: Fields) => string | undefined>>
  readonly fields: Readonly<Record<string, Readonly<Record<Side, Place>>>>
}

const inside = (record: Fields, field: string): Fields => {
  const value = record[field]
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
const text = (value: unknown) => (value === undefined || value === null ? undefined : String(value))
const amount = (value: unknown) => (text(value) === undefined ? undefined : String(Number(value)))

const plain = (field: string): Place => ({
  write: (value) => ({ [field]: value }),
  read: (record) => text(record[field]),
})
const nested = (outer: string, field: string): Place => ({
  write: (value) => ({ [outer]: { [field]: value } }),
  read: (record) => text(inside(record, outer)[field]),
})

/** The last name is the key. */
const person: Kind = {
  name: 'person',
  connec: 'people',
  external: 'contacts',
  create: {
    connec: (key) => ({ first_name: 'Ada', last_name: key, email: { address: `${key}@chaos.example` } }),
    external: (key) => ({
      first_name: 'Ada',
      last_name: key,
      name: `Ada ${key}`,
      email: `${key}@chaos.example`,
      is_organization: false,
    }),
  },
  keyOf: {
    connec: (record) => text(record.last_name),
    external: (record) => (record.is_organization === true ? undefined : text(record.last_name)),
  },
  fields: {
    title: { connec: plain('job_title'), external: plain('title') },
    phone: { connec: nested('phone_work', 'landline'), external: plain('phone') },
    city: {
      connec: {
        write: (value) => ({ address_work: { billing: { city: value } } }),
        read: (record) => text(inside(inside(record, 'address_work'), 'billing').city),
      },
      external: nested('address', 'city'),
    },
  },
}

/** The stock number is the key. */
const item: Kind = {
  name: 'item',
  connec: 'items',
  external: 'products',
  create: {
    connec: (key) => ({
      name: `Item ${key}`,
      reference: key,
      sale_price: { total_amount: 1, currency: 'EUR' },
    }),
    external: (key) => ({
      name: `Item ${key}`,
      sku: key,
      active: true,
      prices: [{ amount: '1.00', currency: 'EUR' }],
      cost: '0.00',
    }),
  },
  keyOf: { connec: (record) => text(record.reference), external: (record) => text(record.sku) },
  fields: { name: { connec: plain('name'), external: plain('name') } },
}

/** The name is the key; each is about a person, who may have been made a moment before. */
const opportunity: Kind = {
  name: 'opportunity',
  connec: 'opportunities',
  external: 'deals',
  create: {
    connec: (key, person) => ({
      name: key,
      amount: { total_amount: 1, currency: 'EUR' },
      lead_id: person,
    }),
    external: (key, person) => ({ name: key, value: '1.00', currency: 'EUR', contact_id: Number(person) }),
  },
  keyOf: { connec: plain('name').read, external: plain('name').read },
  fields: {
    amount: {
      connec: {
        write: (value) => ({ amount: { total_amount: Number(value), currency: 'EUR' } }),
        read: (record) => amount(inside(record, 'amount').total_amount),
      },
      external: { write: (value) => ({ value }), read: (record) => amount(record.value) },
    },
  },
}

/** Where deals find their person. */
export const people = person

/** People are edited most. */
export const kinds: readonly Kind[] = [person, person, item, opportunity]
