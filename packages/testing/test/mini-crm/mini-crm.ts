import { connec, invoiceLine } from '@duet/connec-client'
import {
  type ApiAnswer,
  type DuetError,
  defineComplexEntity,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  each,
  type Http,
  integerId,
  type Move,
  type MovesOptions,
  nested,
  oauth2,
  type RecordOf,
  RejectedError,
} from '@duet/core'
import { z } from 'zod'
import { origin } from './create-mini-crm.js'
import { webhooks } from './webhooks.js'

const page = z.object({ records: z.array(z.unknown()), next: z.number().nullable(), total: z.number() })

const collection = <const Name extends string, const Shape extends z.ZodRawShape>(
  name: Name,
  fields: Shape,
) =>
  defineResource({
    name,
    fields,
    id: integerId,
    async *list(http, { since, pageSize, checkpoint }) {
      const pages = http.pages(`/${name}`, page, {
        query: { page: 1, size: pageSize, since },
        next: ({ next }) => (next === null ? undefined : { page: next }),
        checkpoint,
      })
      for await (const { records } of pages) yield records
    },
    read: (http, id) => http.get(`/${name}/${id}`, z.unknown()),
    create: (http, json) => http.post(`/${name}`, z.unknown(), { json }),
    update: (http, id, json) => http.patch(`/${name}/${id}`, z.unknown(), { json }),
  })

export const contacts = collection('contacts', {
  kind: z.string(),
  name: z.string(),
  email: z.string(),
  notes: z.string(),
  address: z.object({ street: z.string(), city: z.string() }),
  firm_id: integerId,
})

export const products = defineResource({
  ...collection('products', {
    name: z.string(),
    sku: z.string(),
    details: z.string(),
    price: z.number(),
    tags: z.array(z.string()),
    former_ids: z.array(integerId),
  }),
  upsert: (http, key, json) => http.put(`/products/by-key/${encodeURIComponent(key)}`, z.unknown(), { json }),
})

const line = z.object({ id: z.string(), text: z.string(), count: z.number() })
export const orders = collection('orders', { number: z.string(), title: z.string(), lines: z.array(line) })

const person = defineMapper({
  connec: connec.person,
  external: contacts,
  fields: {
    last_name: 'name',
    'email.address': 'email',
    description: 'notes',
    'address_work.billing.line1': 'address.street',
    'address_work.billing.city': 'address.city',
    organization_id: 'firm_id',
  },
  toExternal: (draft) => ({ ...draft, kind: 'person' }),
})

const organization = defineMapper({
  connec: connec.organization,
  external: contacts,
  fields: {
    name: 'name',
    'email.address': 'email',
    description: 'notes',
    'address.billing.line1': 'address.street',
    'address.billing.city': 'address.city',
  },
  toExternal: (draft) => ({ ...draft, kind: 'firm' }),
})

const item = defineMapper({
  connec: connec.item,
  external: products,
  fields: { name: 'name', reference: 'sku', description: 'details', 'sale_price.total_amount': 'price' },
})

const invoice = defineMapper({
  connec: connec.invoice,
  external: orders,
  fields: {
    transaction_number: 'number',
    title: 'title',
    lines: {
      to: 'lines',
      using: each(nested(invoiceLine, line, { id: 'id', description: 'text', quantity: 'count' })),
    },
  },
})

type Product = RecordOf<typeof products>

/** A product that others were merged into names them. */
async function* mergedProducts(
  _: Http,
  { records }: MovesOptions<Product>,
): AsyncGenerator<Move<'products'>[]> {
  yield records.flatMap(({ id, former_ids }) =>
    (former_ids ?? []).flatMap((former) =>
      former == null
        ? []
        : [{ from: { resource: 'products', id: former }, to: { resource: 'products', id } }],
    ),
  )
}

const refusal = z.object({
  error: z.object({ fields: z.array(z.object({ field: z.string(), message: z.string() })) }),
})

function readRefusal({ method, path, status, body }: ApiAnswer): DuetError | undefined {
  const parsed = status === 422 ? refusal.safeParse(JSON.parse(body)) : undefined
  if (!parsed?.success) return undefined
  const { fields: details } = parsed.data.error
  return new RejectedError(`Failed to ${method} ${path}: fields are wrong. Correct them.`, {
    status,
    details,
  })
}

/** A good connector; mutants are made of it. */
export const miniCrm = defineConnector({
  name: 'mini-crm',
  displayName: 'Mini CRM',
  apiVersion: '1.0',
  baseUrl: origin,
  auth: oauth2({
    authorizeUrl: `${origin}/authorize`,
    tokenUrl: `${origin}/token`,
    scopes: ['all'],
    clientAuth: 'basic',
  }),
  account: (http) => http.get('/me', z.object({ id: z.string(), name: z.string() })),
  entities: [
    defineComplexEntity({
      name: 'person_and_organization',
      mappers: [person, organization],
      toExternal: { person: 'contacts', organization: 'contacts' },
      toConnec: { contacts: ({ kind }) => (kind === 'firm' ? 'organization' : 'person') },
      match: { person: ['last_name'], organization: ['name'] },
    }),
    defineEntity({ mapper: item, match: ['reference'], moved: mergedProducts }),
    defineEntity({ mapper: invoice }),
  ],
  errors: readRefusal,
  webhooks,
})
