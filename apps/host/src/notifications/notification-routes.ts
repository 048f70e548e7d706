import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppContext } from '../app-context.js'
import { type ReceivedChanges, receiveChanges } from '../receive-changes.js'
import { isTenant } from './check-tenant.js'
import { nameTable } from './name-table.js'
import { type GroupChanges, readNotification } from './read-notification.js'

/** What receiving takes of the host. */
type Receiving = Pick<AppContext, 'store' | 'queue' | 'catalog' | 'settings' | 'log'>

const MAX_BYTES = 50 * 1024 * 1024

/**
 * `POST /maestrano/connec/notifications/:tenant`: what changed at the hub. Success is answered once it is stored; it
 * is processed by a worker.
 */
export function notificationRoutes(context: Receiving): Hono {
  const { settings, catalog, log } = context
  const names = nameTable(catalog)

  const refuseStrangers = createMiddleware(async (c, next) => {
    const tenant = c.req.param('tenant') ?? ''
    if (isTenant(settings, { tenant, header: c.req.header('authorization') })) return await next()
    log.warn('A notification with wrong credentials was refused')
    return c.json({ error: 'Invalid credentials' }, 401)
  })

  return new Hono().post(
    '/maestrano/connec/notifications/:tenant',
    refuseStrangers,
    bodyLimit({
      maxSize: MAX_BYTES,
      onError: (c) => c.json({ error: 'The notification is too large' }, 413),
    }),
    async (c) => {
      const tenant = c.req.param('tenant') ?? ''
      const read = readNotification(parseJson(await c.req.text()), names)
      if (read === undefined) return c.json({ error: 'The notification is not a JSON object' }, 400)
      const messages = await Promise.all(read.groups.map((group) => messageFor(context, { tenant, group })))
      const known = messages.filter((message) => message !== undefined)
      const fresh = await receiveChanges(context, known)
      const counts = { groups: read.groups.length, known: known.length, fresh, unreadable: read.unreadable }
      log.info({ tenant, ...counts }, 'A notification was received')
      if (read.unreadable === 0) return c.json({})
      return c.json(
        { error: `${read.unreadable} of its records have no id or no group_id; the others were taken` },
        400,
      )
    },
  )
}

/** Undefined for a group that is no company of the tenant here. */
async function messageFor(
  { store }: Receiving,
  { tenant, group }: { tenant: string; group: GroupChanges },
): Promise<ReceivedChanges | undefined> {
  const organization = await store.organizations.byUid(tenant, group.groupId)
  if (organization === undefined) return undefined
  return {
    source: `connec:${tenant}`,
    digest: group.digest,
    payload: { groupId: group.groupId, resources: group.resources },
    trigger: 'notification',
    side: 'connec',
    changes: group.resources,
    links: await store.links.byOrganization(organization.id),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
