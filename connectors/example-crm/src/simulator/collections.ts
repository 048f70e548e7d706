import { z } from 'zod'

type Fields = Readonly<Record<string, unknown>>

export type CollectionName =
  | 'people'
  | 'companies'
  | 'articles'
  | 'deals'
  | 'orders'
  | 'tax_rates'
  | 'workspace'

/** A field that holds the id of a record of another collection. */
export interface RecordReference {
  field: string
  id: unknown
  collection: CollectionName
}

/** What the API knows about one kind of record. */
export interface Collection {
  name: CollectionName
  label: string
  idPrefix: string
  /** What may be written, every field nullish: an absent one stays as it is, null empties it. */
  fields: z.ZodRawShape
  /** The field a record cannot be without. */
  needs?: string
  hasTimestamps: boolean
  references(fields: Fields): readonly RecordReference[]
  /** Field paths for people who look at the collection. */
  columns: readonly string[]
  editable: readonly string[]
  title(fields: Fields): string
}

const text = z.string().max(2_000).nullish()
const email = z.union([z.email(), z.literal('')]).nullish()
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency of three capitals')
  .nullish()
const money = z.object({ amount: z.int().nullish(), currency }).nullish()
const moment = z.iso.datetime({ offset: true }).nullish()
const day = z.iso.date().nullish()
const address = z.object({ street: text, city: text, postcode: text, state: text, country: text }).nullish()
const line = z.object({
  id: text,
  article_id: text,
  tax_rate_id: text,
  description: text,
  quantity: z.number().nullish(),
  unit_price: money,
})

/** A line of an order as the API keeps it. */
export type OrderLine = z.infer<typeof line>

/** The lines of an order, whatever a careless seed may hold. */
export const linesOf = ({ lines }: Fields): OrderLine[] =>
  z.array(line).nullish().catch(null).parse(lines) ?? []

const words = (...parts: unknown[]): string => parts.filter((part) => typeof part === 'string').join(' ')
const refersTo = (fields: Fields, field: string, collection: CollectionName): RecordReference => ({
  field,
  id: fields[field],
  collection,
})
const refersToNothing = () => []

export const collections: readonly Collection[] = [
  {
    name: 'companies',
    label: 'Companies',
    idPrefix: 'com_',
    fields: { name: text, industry: text, email, phone: text, website: text, address },
    needs: 'name',
    hasTimestamps: true,
    references: refersToNothing,
    columns: ['name', 'industry', 'email', 'phone', 'address.city'],
    editable: ['name', 'industry', 'email', 'phone'],
    title: ({ name }) => words(name),
  },
  {
    name: 'people',
    label: 'People',
    idPrefix: 'per_',
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
    needs: 'family_name',
    hasTimestamps: true,
    references: (person) => [refersTo(person, 'company_id', 'companies')],
    columns: ['given_name', 'family_name', 'email', 'phone', 'address.city', 'company_id'],
    editable: ['given_name', 'family_name', 'job_title', 'email', 'phone', 'mobile'],
    title: ({ given_name, family_name }) => words(given_name, family_name),
  },
  {
    name: 'articles',
    label: 'Articles',
    idPrefix: 'art_',
    fields: { name: text, sku: text, details: text, price: money, active: z.boolean().nullish() },
    needs: 'name',
    hasTimestamps: true,
    references: refersToNothing,
    columns: ['name', 'sku', 'price.amount', 'price.currency', 'active'],
    editable: ['name', 'sku', 'details', 'price.amount', 'active'],
    title: ({ name }) => words(name),
  },
  {
    name: 'deals',
    label: 'Deals',
    idPrefix: 'dea_',
    fields: {
      name: text,
      stage: text,
      value: money,
      probability: z.number().min(0).max(100).nullish(),
      closes_on: day,
      person_id: text,
    },
    needs: 'name',
    hasTimestamps: true,
    references: (deal) => [refersTo(deal, 'person_id', 'people')],
    columns: ['name', 'stage', 'value.amount', 'value.currency', 'probability', 'person_id'],
    editable: ['name', 'stage', 'value.amount', 'probability'],
    title: ({ name }) => words(name),
  },
  {
    name: 'tax_rates',
    label: 'Tax rates',
    idPrefix: 'tax_',
    fields: { code: text, name: text, percent: z.number().min(0).nullish() },
    needs: 'code',
    hasTimestamps: false,
    references: refersToNothing,
    columns: ['code', 'name', 'percent'],
    editable: ['code', 'name', 'percent'],
    title: ({ name, code }) => words(name ?? code),
  },
  {
    name: 'orders',
    label: 'Orders',
    idPrefix: 'ord_',
    fields: {
      number: text,
      title: text,
      status: z.enum(['draft', 'placed', 'confirmed', 'paid', 'cancelled']).nullish(),
      company_id: text,
      person_id: text,
      ordered_at: moment,
      due_on: day,
      lines: z.array(line).nullish(),
    },
    hasTimestamps: true,
    references: (order) => [
      refersTo(order, 'company_id', 'companies'),
      refersTo(order, 'person_id', 'people'),
      ...linesOf(order).flatMap(({ article_id, tax_rate_id }, index): RecordReference[] => [
        { field: `lines[${index}].article_id`, id: article_id, collection: 'articles' },
        { field: `lines[${index}].tax_rate_id`, id: tax_rate_id, collection: 'tax_rates' },
      ]),
    ],
    columns: ['number', 'title', 'status', 'company_id', 'due_on'],
    editable: ['number', 'title', 'status'],
    title: ({ number, title, id }) => words(number ?? title ?? id),
  },
  {
    name: 'workspace',
    label: 'Workspace',
    idPrefix: 'wsp_',
    fields: { name: text, currency, email, phone: text, website: text },
    needs: 'name',
    hasTimestamps: true,
    references: refersToNothing,
    columns: ['name', 'currency', 'email', 'phone'],
    editable: ['name', 'currency', 'email', 'phone'],
    title: ({ name }) => words(name),
  },
]
