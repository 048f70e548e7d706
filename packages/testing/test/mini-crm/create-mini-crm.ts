import { createHmac } from 'node:crypto'
import { byPage, createClock, defineSimulator, increasing } from '@duet/simulator'
import { z } from 'zod'

export const origin = 'https://mini-crm.test'

const address = z.object({ street: z.string(), city: z.string() })
const line = z.object({ id: z.string(), text: z.string(), count: z.number() })

/** What its webhooks are signed over; the time as well, unless told otherwise. */
export type SignedText = (text: string, timestamp: number) => string

const start = (signedText: SignedText, replaces: boolean) =>
  defineSimulator({
    name: 'Mini CRM',
    origin,
    account: { id: 'acc_7', name: 'Acme', path: '/me' },
    auth: {
      oauth: { authorizePath: '/authorize', tokenPath: '/token', scopes: ['all'], clientAuth: 'basic' },
    },
    paging: byPage({
      page: 'page',
      size: 'size',
      answer: ({ records, page, pages, total }) => ({ records, next: page < pages ? page + 1 : null, total }),
    }),
    since: 'since',
    replaces,
    collections: {
      contacts: {
        ids: () => increasing(100),
        fields: {
          kind: z.string(),
          name: z.string().min(1, 'must not be empty'),
          email: z.string(),
          notes: z.string(),
          address,
          firm_id: z.int(),
        },
        needs: ['name'],
      },
      products: {
        ids: () => increasing(500),
        fields: {
          name: z.string().min(1),
          sku: z.string(),
          details: z.string(),
          price: z.number(),
          tags: z.array(z.string()),
          former_ids: z.array(z.int()),
          shelf: z.string(),
        },
        needs: ['name'],
        upsert: '/by-key/:key',
      },
      orders: {
        ids: () => increasing(900),
        fields: { number: z.string(), title: z.string(), lines: z.array(line) },
        needs: ['number'],
        lineIds: { lines: () => `line-${Math.random().toString(36).slice(2)}` },
      },
    },
    webhooks: {
      path: '/webhooks',
      body: ({ id, accountId, at, collection, record }) => ({
        event: id,
        account: accountId,
        at,
        kind: collection,
        record: record.id,
      }),
      sign: (text, { secret, timestamp }) => ({
        'x-signature': createHmac('sha256', secret).update(signedText(text, timestamp)).digest('hex'),
        'x-timestamp': String(timestamp),
      }),
    },
  })

/** The smallest application that has everything the kit looks at; its clock stands still unless moved. */
export const createMiniCrm = (
  signedText: SignedText = (text, timestamp) => `${timestamp}.${text}`,
  { replaces = false } = {},
) => start(signedText, replaces)({ clock: createClock({ now: new Date('2026-11-24T08:00:00Z') }) })
