import { connec } from '@duet/connec-client'
import {
  apiKey,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  type Http,
  integerId,
  type ListOptions,
} from '@duet/core'
import { z } from 'zod'

/** A page of the measured application. */
export const page = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })

const text = z.string()

/** The one collection of the measured application: people, as plain as an API can be. */
export const contacts = defineResource({
  name: 'contacts',
  id: integerId,
  fields: {
    first_name: text,
    last_name: text,
    title: text,
    email: text,
    phone: text,
    city: text,
    country: text,
  },
  async *list(http: Http, { since, pageSize, checkpoint }: ListOptions) {
    const query = { since, limit: pageSize }
    const next = ({ next: offset }: z.output<typeof page>) => (offset === null ? undefined : { offset })
    for await (const { records } of http.pages('/contacts', page, { query, next, checkpoint })) yield records
  },
  read: (http, id) => http.get(`/contacts/${id}`, z.unknown()),
  create: (http, fields) => http.post('/contacts', z.unknown(), { json: fields }),
  update: (http, id, fields) => http.put(`/contacts/${id}`, z.unknown(), { json: fields }),
})

export const personMapper = defineMapper({
  connec: connec.person,
  external: contacts,
  fields: {
    first_name: 'first_name',
    last_name: 'last_name',
    job_title: 'title',
    'email.address': 'email',
    'phone_work.landline': 'phone',
    'address_work.billing.city': 'city',
    'address_work.billing.country': 'country',
  },
})

/** What the application tells of a change. `at` makes no two of them the same. */
const event = z.object({ account: z.string(), ids: z.array(z.string()), at: z.number() })
export type ContactsChanged = z.output<typeof event>

/** The connector all measured synchronizations run with. */
export const benchConnector = defineConnector({
  name: 'bench',
  displayName: 'Measured application',
  apiVersion: '1.0',
  baseUrl: 'https://measured.test',
  auth: apiKey({ header: 'x-key', label: 'Key' }),
  account: async () => ({ id: '9', name: 'Measured' }),
  entities: [defineEntity({ mapper: personMapper })],
  webhooks: {
    signature: {
      algorithm: 'sha256',
      sent: ({ headers }) => headers['x-signature'],
      signed: ({ body }) => body,
    },
    accountOf: (body) => event.parse(body).account,
    hints: (body) => [{ resource: contacts.name, ids: event.parse(body).ids }],
  },
})

export const ENTITY = 'person'

export type ContactFields = {
  readonly first_name: string
  readonly last_name: string
  readonly title: string
  readonly email: string
  readonly phone: string
  readonly city: string
  readonly country: string
}

/** A contact, told by its number alone, so that a server need not keep a million of them. */
export const contactFields = (number: number, version = 1): ContactFields => ({
  first_name: `First ${number}`,
  last_name: `Last ${number}`,
  title: version === 1 ? `Title ${number % 40}` : `Title ${number % 40}, ${version}`,
  email: `person.${number}@example.com`,
  phone: `+44 20 5550 ${number}`,
  city: 'London',
  country: 'GB',
})
