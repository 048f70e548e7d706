import { defineResource, isoDate, isoDay } from '@duet/core'
import { z } from 'zod'
import { collection } from './collection.js'

/** Cents on the wire, units in Duet: `1999` is 19.99. */
export const cents = z.codec(z.int(), z.number(), {
  decode: (amount) => amount / 100,
  encode: (amount) => Math.round(amount * 100),
})

const money = z.object({ amount: cents, currency: z.string() })
const address = z.object({
  street: z.string(),
  city: z.string(),
  postcode: z.string(),
  state: z.string(),
  country: z.string(),
})

export const people = collection(
  'people',
  {
    given_name: z.string(),
    family_name: z.string(),
    job_title: z.string(),
    email: z.string(),
    phone: z.string(),
    mobile: z.string(),
    company_id: z.string(),
    address,
    archived: z.boolean(),
  },
  {
    label: ({ given_name, family_name }) => [given_name, family_name].filter((name) => name).join(' '),
  },
)

export const companies = collection('companies', {
  name: z.string(),
  industry: z.string(),
  email: z.string(),
  phone: z.string(),
  website: z.string(),
  address,
  archived: z.boolean(),
})

export const articles = collection('articles', {
  name: z.string(),
  sku: z.string(),
  details: z.string(),
  price: money,
  active: z.boolean(),
  archived: z.boolean(),
})

export const deals = collection('deals', {
  name: z.string(),
  stage: z.string(),
  value: money,
  probability: z.number(),
  closes_on: isoDay,
  person_id: z.string(),
  archived: z.boolean(),
})

export const orderLine = z.object({
  id: z.string(),
  article_id: z.string(),
  tax_rate_id: z.string(),
  description: z.string(),
  quantity: z.number(),
  unit_price: money,
})

export const orders = collection(
  'orders',
  {
    number: z.string(),
    title: z.string(),
    status: z.string(),
    company_id: z.string(),
    person_id: z.string(),
    ordered_at: isoDate,
    due_on: isoDay,
    lines: z.array(orderLine),
    archived: z.boolean(),
  },
  { label: ({ number, title }) => number ?? title },
)

export const taxRates = collection(
  'tax_rates',
  { code: z.string(), name: z.string(), percent: z.number(), archived: z.boolean() },
  { timestamps: false },
)

/** Every account has exactly one. */
export const workspace = defineResource({
  name: 'workspace',
  id: z.string(),
  fields: {
    name: z.string(),
    currency: z.string(),
    email: z.string(),
    phone: z.string(),
    website: z.string(),
  },
  async *list(http) {
    yield [await http.get('/workspace', z.unknown())]
  },
  read: (http) => http.get('/workspace', z.unknown()),
  update: (http, _id, json) => http.patch('/workspace', z.unknown(), { json }),
})
