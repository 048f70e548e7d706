import { createHash } from 'node:crypto'
import type { WebhookHint, WebhookRequest, Webhooks } from '@duet/core'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppContext } from '../app-context.js'
import { receiveChanges } from '../receive-changes.js'
import { isSigned } from './check-signature.js'

const MAX_BYTES = 10 * 1024 * 1024
const MINUTE_MS = 60_000

/** `POST /webhooks/:connector`: what changed in an application, where its connector understands such messages. */
export function webhookRoutes(context: AppContext): Hono {
  const { catalog, settings, log } = context

  return new Hono().post(
    '/webhooks/:connector',
    bodyLimit({ maxSize: MAX_BYTES, onError: (c) => c.json({ error: 'The webhook is too large' }, 413) }),
    async (c) => {
      const name = c.req.param('connector')
      const webhooks = catalog.connectors.get(name)?.connector.webhooks
      const secret = settings.connectors[name]?.webhookSecret
      if (webhooks === undefined || secret === undefined)
        return c.json({ error: 'There are no webhooks here' }, 404)
      const request = await requestOf(c)
      if (!isSigned(webhooks, { request, secret, now: Date.now() })) {
        log.warn({ connector: name }, 'A webhook with a wrong or old signature was refused')
        return c.json({ error: 'Invalid signature' }, 401)
      }
      const message = readMessage(webhooks, request)
      if (message === undefined) return c.json({ error: 'The webhook was not understood' }, 400)
      const links = await linksOf(context, name, message.account)
      const fresh = await receiveChanges(context, [
        {
          source: `webhook:${name}`,
          digest: digestOf(webhooks, request),
          payload: { account: message.account, resources: message.hints.map(plain) },
          trigger: 'webhook',
          side: 'external',
          changes: message.hints,
          links,
        },
      ])
      log.info({ connector: name, links: links.length, fresh }, 'A webhook was received')
      return c.json({})
    },
  )
}

async function requestOf(c: Context): Promise<WebhookRequest> {
  return { headers: c.req.header(), body: new Uint8Array(await c.req.arrayBuffer()) }
}

function readMessage(
  webhooks: Webhooks,
  { body }: WebhookRequest,
): { account: string; hints: readonly WebhookHint[] } | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return { account: webhooks.accountOf(json), hints: webhooks.hints(json) }
  } catch {
    return undefined
  }
}

const plain = ({ resource, ids }: WebhookHint) => ({ resource, ids: [...ids] })

async function linksOf({ store }: AppContext, connector: string, account: string) {
  const link = await store.links.byAccount(connector, account)
  return link === undefined ? [] : [link]
}

/** What was signed; where that has no time in it, the same words a minute later are another event. */
function digestOf({ signature }: Webhooks, request: WebhookRequest): string {
  const minute = signature.at === undefined ? String(Math.floor(Date.now() / MINUTE_MS)) : ''
  return createHash('sha256').update(minute).update(signature.signed(request)).digest('hex')
}
