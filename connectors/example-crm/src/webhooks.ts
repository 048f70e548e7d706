import type { WebhookRequest, Webhooks } from '@duet/core'
import { z } from 'zod'

const event = z.object({ account_id: z.string(), resource: z.string(), record_id: z.string() })

const timestamp = ({ headers }: WebhookRequest) => headers['x-example-timestamp'] ?? ''

/** One signed request for every change. */
export const webhooks: Webhooks = {
  signature: {
    algorithm: 'sha256',
    sent: ({ headers }) => headers['x-example-signature'],
    signed: (request) => Buffer.concat([Buffer.from(`${timestamp(request)}.`), request.body]),
    at: (request) =>
      /^\d+$/.test(timestamp(request)) ? new Date(Number(timestamp(request)) * 1_000) : undefined,
    toleranceSeconds: 300,
  },
  accountOf: (body) => event.parse(body).account_id,
  hints: (body) => {
    const { resource, record_id } = event.parse(body)
    return [{ resource, ids: [record_id] }]
  },
}
