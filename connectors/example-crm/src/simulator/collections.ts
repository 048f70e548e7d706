import { type CollectionDefinition, prefixed } from '@duet/simulator'
import { z } from 'zod'
import { newLineId, totalOf } from './order-lines.js'

export type CollectionName =
  | 'people'
  | 'companies'
  | 'articles'
  | 'deals'
  | 'orders'
  | 'tax_rates'
  | 'workspace'

type Collection = CollectionDefinition<CollectionName>

const text = z.string().max(2_000)
const email = z.union([z.email(), z.literal('')])
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency of three capitals')
const money = z.object({ amount: z.int(), currency })
const moment = z.iso.datetime({ offset: true })
const day = z.iso.date()
const address = z.object({ street: text, city: text, postcode: text, state: text, country: text })

/** What every collection does: ids like `per_4801`, keys of the caller, deleted records that stay in lists. */
const usual = (idPrefix: string) =>
  ({
    ids: () => prefixed(idPrefix, 4_801),
    upsert: '/by-key/:key',
    deletes: 'archive',
  }) as const

const companies: Collection = {
  ...usual('com_'),
  fields: { name: text, industry: text, email, phone: text, website: text, address },
  needs: ['name'],
}

const people: Collection = {
  ...usual('per_'),
  fields: {
    given_name: text,
    family_name: text,
    job_title: text,
    email,
    phone: text,
    mobile: text,
    company_id: text,
    address,
  },
  needs: ['family_name'],
  references: { company_id: 'companies' },
}

const articles: Collection = {
  ...usual('art_'),
  fields: { name: text, sku: text, details: text, price: money, active: z.boolean() },
  needs: ['name'],
}

const deals: Collection = {
  ...usual('dea_'),
  fields: {
    name: text,
    stage: text,
    value: money,
    probability: z.number().min(0).max(100),
    closes_on: day,
    person_id: text,
  },
  needs: ['name'],
  references: { person_id: 'people' },
}

const tax_rates: Collection = {
  ...usual('tax_'),
  fields: { code: text, name: text, percent: z.number().min(0) },
  needs: ['code'],
  timestamps: false,
}

const orders: Collection = {
  ...usual('ord_'),
  fields: {
    number: text,
    title: text,
    status: z.enum(['draft', 'placed', 'confirmed', 'paid', 'cancelled']),
    company_id: text,
    person_id: text,
    ordered_at: moment,
    due_on: day,
    lines: z.array(
      z.object({
        id: text,
        article_id: text,
        tax_rate_id: text,
        description: text,
        quantity: z.number(),
        unit_price: money,
      }),
    ),
  },
  references: {
    company_id: 'companies',
    person_id: 'people',
    'lines[].article_id': 'articles',
    'lines[].tax_rate_id': 'tax_rates',
  },
  lineIds: { lines: newLineId },
  computed: (order) => ({ total: totalOf(order) }),
}

const workspace: Collection = {
  fields: { name: text, currency, email, phone: text, website: text },
  needs: ['name'],
  singleton: ({ name }) => ({ id: 'wsp_1', name, currency: 'EUR' }),
}

export const collections = { companies, people, articles, deals, tax_rates, orders, workspace }
