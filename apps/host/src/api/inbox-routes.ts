import { type Inbox, inboxRequest, resolveRequest } from '@duet/host-api'
import { Hono } from 'hono'
import type { AppContext } from '../app-context.js'
import { conflictsOf, idsOfLink, waitingRecords } from '../inbox.js'
import { requestRun } from '../request-run.js'
import { resolveOne } from '../resolve-one.js'
import { notFound } from './api-failure.js'
import { describeConflict, describePending } from './describe-record.js'
import { findLink } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readBody } from './read-body.js'

/** What waits for a person: parked and failed records, conflicts. */
export function inboxRoutes(context: AppContext) {
  const { store } = context

  const ownIds = async (linkId: string, ids: readonly string[]) => {
    const own = await idsOfLink(store, linkId, ids)
    if (own.length === 0) throw notFound('record')
    return own
  }

  return new Hono<ApiVariables>()
    .get('/links/:id/inbox', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const [records, conflicts, held] = await Promise.all([
        waitingRecords(store, link.id),
        conflictsOf(store, link.id),
        store.held.list(link.id),
      ])
      const answer: Inbox = {
        records: records.map(describePending),
        conflicts: conflicts.map(describeConflict),
        held: held.map(({ entity, message, at }) => ({ entity, message, at })),
      }
      return c.json(answer)
    })
    .post('/links/:id/inbox/retry', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { ids } = await readBody(c, inboxRequest)
      await store.pending.retry(await ownIds(link.id, ids), Date.now())
      if (link.status === 'linked')
        await requestRun(context, { linkId: link.id, trigger: 'retry', priority: 'interactive' })
      return c.body(null, 204)
    })
    .post('/links/:id/inbox/resolve', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const request = await readBody(c, resolveRequest)
      if (!(await resolveOne(context, link, request))) throw notFound('inbox entry that waits for a decision')
      return c.body(null, 204)
    })
    .post('/links/:id/inbox/ignore', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { ids } = await readBody(c, inboxRequest)
      await store.pending.ignore(await ownIds(link.id, ids))
      return c.body(null, 204)
    })
}
