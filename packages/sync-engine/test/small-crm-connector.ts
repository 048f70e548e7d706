import { connec } from '@duet/connec-client'
import {
  apiKey,
  defineComplexEntity,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  type Http,
  integerId,
  isoDate,
  type ListOptions,
} from '@duet/core'
import { z } from 'zod'
import { CRM } from './small-crm.js'

const page = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })

/** What every collection of the small CRM can do; there is no upsert. */
export const api = (name: string) => ({
  id: integerId,
  async *list(http: Http, { since, pageSize, checkpoint }: ListOptions) {
    const query = { since, limit: pageSize }
    const next = ({ next: offset }: z.output<typeof page>) => (offset === null ? undefined : { offset })
    for await (const { records } of http.pages(`/${name}`, page, { query, next, checkpoint })) yield records
  },
  read: (http: Http, id: string) => http.get(`/${name}/${id}`, z.unknown()),
  create: (http: Http, fields: unknown) => http.post(`/${name}`, z.unknown(), { json: fields }),
  update: (http: Http, id: string, fields: unknown) =>
    http.put(`/${name}/${id}`, z.unknown(), { json: fields }),
})

const contacts = defineResource({
  ...api('contacts'),
  name: 'contacts',
  fields: {
    is_company: z.boolean(),
    name: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    phone: z.string(),
    title: z.string(),
    source: z.string(),
    employer_id: integerId,
  },
})
const leads = defineResource({
  ...api('leads'),
  name: 'leads',
  idScope: 'lead',
  fields: { first_name: z.string(), last_name: z.string(), email: z.string() },
})
const products = defineResource({
  ...api('products'),
  name: 'products',
  fields: {
    name: z.string(),
    sku: z.string(),
    description: z.string(),
    active: z.boolean(),
    serial: z.string(),
    part: z.string(),
    unit: z.string(),
    parent_id: integerId,
    made_at: isoDate,
    prices: z.array(z.object({ amount: z.number(), currency: z.string() })),
  },
})
const account = defineResource({
  ...api('account'),
  name: 'account',
  fields: { name: z.string(), currency: z.string() },
})

const contactPerson = defineMapper({
  connec: connec.person,
  external: contacts,
  fields: {
    first_name: 'first_name',
    last_name: 'last_name',
    job_title: 'title',
    lead_source: 'source',
    'email.address': 'email',
    'phone_work.landline': 'phone',
    organization_id: 'employer_id',
  },
})
const contactOrganization = defineMapper({
  connec: connec.organization,
  external: contacts,
  fields: { name: 'name', 'email.address': 'email', 'phone.landline': 'phone' },
  toExternal: (draft) => ({ ...draft, is_company: true }),
})
const leadPerson = defineMapper({
  connec: connec.person,
  external: leads,
  fields: { first_name: 'first_name', last_name: 'last_name', 'email.address': 'email' },
  defaults: { connec: { is_lead: true } },
})
const product = defineMapper({
  connec: connec.item,
  external: products,
  fields: {
    name: 'name',
    reference: 'sku',
    description: 'description',
    serial_number: { to: 'serial', clear: 'both' },
    part_number: { to: 'part', conflict: 'manual' },
    unit: { to: 'unit', onCreate: true },
    product_id: 'parent_id',
    start_date: 'made_at',
    'sale_price.total_amount': 'prices[0].amount',
    'sale_price.currency': 'prices[0].currency',
  },
  defaults: { external: { description: 'This item has no description' } },
})
const accountCompany = defineMapper({
  connec: connec.company,
  external: account,
  fields: { name: 'name', currency: 'currency' },
})

export const people = defineComplexEntity({
  name: 'person_and_organization',
  mappers: [contactPerson, contactOrganization, leadPerson],
  toExternal: { person: (person) => (person.is_lead ? 'leads' : 'contacts'), organization: 'contacts' },
  toConnec: {
    contacts: (contact) => (contact.is_company ? 'organization' : 'person'),
    leads: 'person',
  },
  match: { person: [['email.address'], ['first_name', 'last_name']], organization: ['name'] },
})
export const item = defineEntity({
  mapper: product,
  match: ['reference'],
  inactive: (record) => record.active === false,
})
export const company = defineEntity({ mapper: accountCompany })

/** The connector of these tests. */
export const smallCrm = defineConnector({
  name: 'small-crm',
  displayName: 'Small CRM',
  apiVersion: '1.0',
  baseUrl: CRM,
  auth: apiKey({ header: 'x-key', label: 'Key' }),
  account: async () => ({ id: '9', name: 'Test account' }),
  entities: [people, item, company],
})
