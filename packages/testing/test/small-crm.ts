import {
  createClock,
  createFaults,
  createOAuthServer,
  createRequestLog,
  createResourceStore,
  increasing,
  json,
  pageWindow,
  type StoredRecord,
  withFaults,
  withRequestLog,
  wrapHandlers,
} from '@duet/simulator'
import { http, type RequestHandler } from 'msw'
import { z } from 'zod'
import type { SimulatedApplication } from '../src/index.js'

export const origin = 'https://small-crm.test'

interface Contact extends StoredRecord {
  id: number
  [field: string]: unknown
}

const contactFields = z.object({
  name: z.string().min(1, 'must not be empty'),
  email: z.string().nullish(),
  revenue: z.number().nullish(),
})

/** The smallest application that has everything the kit looks at. */
export function createSmallCrm(): SimulatedApplication {
  const clock = createClock({ now: new Date('2026-11-24T08:00:00Z') })
  const contacts = createResourceStore<Contact>({ ids: increasing(100), clock })
  const faults = createFaults()
  const requests = createRequestLog()
  const account = { id: '7', name: 'Acme' }
  const oauth = createOAuthServer({
    baseUrl: origin,
    authorizePath: '/authorize',
    tokenPath: '/token',
    clients: [{ id: 'duet', secret: 'secret' }],
    clientAuth: 'basic',
    scopes: ['all'],
    account: () => account,
    applicationName: 'Small CRM',
    clock,
  })

  const one = (id: unknown) => contacts.get(Number(id))
  const refuse = (error: z.ZodError) =>
    json(422, { errors: error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) })
  const write = (present: object, sent: unknown, save: (fields: object) => unknown) => {
    const parsed = contactFields.safeParse(Object.assign({}, present, sent))
    return parsed.success ? json(200, save(parsed.data)) : refuse(parsed.error)
  }

  const api: RequestHandler[] = [
    http.get(`${origin}/me`, () => json(200, account)),
    http.get(`${origin}/contacts`, ({ request }) => {
      const query = new URL(request.url).searchParams
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('size') ?? 50)]
      const since = query.get('since')?.replace('.000Z', 'Z') ?? ''
      const where = ({ updated_at }: Contact) => updated_at >= since
      const { records, total } = contacts.page({ where, ...pageWindow(page, size) })
      return json(200, { records, next: page * size < total ? page + 1 : null })
    }),
    http.post(`${origin}/contacts`, async ({ request }) =>
      write({}, await request.json(), (fields) => contacts.insert({ ...fields })),
    ),
    http.get(`${origin}/contacts/:id`, ({ params }) => {
      const contact = one(params.id)
      return contact ? json(200, contact) : json(404, {})
    }),
    // PATCH changes what it names, PUT replaces the whole contact
    ...(['patch', 'put'] as const).map((method) =>
      http[method](`${origin}/contacts/:id`, async ({ request, params }) => {
        const contact = one(params.id)
        if (!contact) return json(404, {})
        const blank = { email: null, revenue: null }
        return write(
          method === 'put' ? { name: contact.name, ...blank } : contact,
          await request.json(),
          (fields) => contacts.update(contact.id, { ...fields }),
        )
      }),
    ),
  ]
  const guarded = wrapHandlers(api, async (request, run) =>
    oauth.authenticate(request).ok ? run() : json(401, {}),
  )
  return {
    origin,
    handlers: withRequestLog(withFaults([...oauth.handlers, ...guarded], faults), requests, clock),
    client: { id: 'duet', secret: 'secret' },
    account,
    stores: { contacts },
    faults,
    clock,
    oauth,
    requests,
    close: async () => {},
  }
}
