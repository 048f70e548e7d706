import { createHmac } from 'node:crypto'
import type { WebhooksDefinition } from '@duet/simulator'

/** One signed request to each subscriber for every change. */
export const webhooks: WebhooksDefinition = {
  path: '/webhooks',
  body: ({ id, accountId, at, collection, action, record }) => ({
    id,
    account_id: accountId,
    at,
    resource: collection,
    action,
    record_id: record.id,
  }),
  sign: (text, { secret, timestamp }) => signWebhook(secret, text, timestamp),
}

/** The two headers of a signed webhook; the timestamp is in epoch seconds. */
export function signWebhook(secret: string, body: string, timestamp: number): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-example-signature': signature, 'x-example-timestamp': String(timestamp) }
}
