import { connec } from '@duet/connec-client'
import {
  type ApiAnswer,
  type Connector,
  type Converter,
  type DuetError,
  defineConnector,
  defineEntity,
  defineMapper,
  defineResource,
  type Http,
  integerId,
  type ListOptions,
  oauth2,
  RejectedError,
} from '@duet/core'
import { z } from 'zod'
import { origin } from './small-crm.js'

type Reading = AsyncIterable<readonly unknown[]>

/** What a mutant does differently. */
export interface Mutation {
  list?: (http: Http, options: ListOptions, proper: (http: Http, options: ListOptions) => Reading) => Reading
  create?: (http: Http, json: unknown) => Promise<unknown>
  update?: (http: Http, id: string, json: unknown) => Promise<unknown>
  revenue?: Converter<number, number>
  errors?: (answer: ApiAnswer) => DuetError | undefined
}

const page = z.object({ records: z.array(z.unknown()), next: z.number().nullable() })

async function* listContacts(http: Http, { since, pageSize }: ListOptions): Reading {
  const pages = http.pages('/contacts', page, {
    query: { page: 1, size: pageSize, since },
    next: ({ next }) => (next === null ? undefined : { page: next }),
  })
  for await (const { records } of pages) yield records
}

/** The connector of the small CRM: a good one, unless told otherwise. */
export function smallCrm({ list, create, update, revenue, errors = readRefusal }: Mutation = {}): Connector {
  const contacts = defineResource({
    name: 'contacts',
    id: integerId,
    fields: { name: z.string(), email: z.string(), revenue: z.number() },
    list: (http, options) => list?.(http, options, listContacts) ?? listContacts(http, options),
    read: (http, id) => http.get(`/contacts/${id}`, z.unknown()),
    create: create ?? ((http, json) => http.post('/contacts', z.unknown(), { json })),
    update: update ?? ((http, id, json) => http.patch(`/contacts/${id}`, z.unknown(), { json })),
  })
  const mapper = defineMapper({
    connec: connec.organization,
    external: contacts,
    fields: {
      name: 'name',
      'email.address': 'email',
      annual_revenue: revenue ? { to: 'revenue', using: revenue } : 'revenue',
    },
  })
  return defineConnector({
    name: 'small-crm',
    displayName: 'Small CRM',
    apiVersion: '1.0',
    baseUrl: origin,
    auth: oauth2({
      authorizeUrl: `${origin}/authorize`,
      tokenUrl: `${origin}/token`,
      scopes: ['all'],
      clientAuth: 'basic',
    }),
    account: (http) => http.get('/me', z.object({ id: z.string(), name: z.string() })),
    entities: [defineEntity({ mapper, match: ['name'] })],
    errors,
  })
}

const refusal = z.object({ errors: z.array(z.object({ field: z.string(), message: z.string() })) })

function readRefusal({ method, path, status, body }: ApiAnswer): DuetError | undefined {
  if (status !== 422) return undefined
  const { errors: details } = refusal.parse(JSON.parse(body))
  return new RejectedError(`Failed to ${method} ${path}: fields are wrong. Correct them.`, {
    status,
    details,
  })
}
