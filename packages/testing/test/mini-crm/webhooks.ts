import type { WebhookRequest, Webhooks } from '@duet/core'
import { z } from 'zod'

const event = z.object({ account: z.string(), at: z.string(), kind: z.string(), record: z.number() })
const timestamp = ({ headers }: WebhookRequest) => headers['x-timestamp'] ?? ''

export const readEvent = (body: unknown) => event.parse(body)

export const webhooks: Webhooks = {
  signature: {
    algorithm: 'sha256',
    sent: ({ headers }) => headers['x-signature'],
    signed: (request) => Buffer.concat([Buffer.from(`${timestamp(request)}.`), request.body]),
    at: (request) => new Date(Number(timestamp(request)) * 1_000),
  },
  accountOf: (body) => readEvent(body).account,
  hints: (body) => {
    const { kind, record } = readEvent(body)
    return [{ resource: kind, ids: [String(record)] }]
  },
}
