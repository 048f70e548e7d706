import { type RunDetail, type RunList, synchronizeRequest } from '@duet/host-api'
import { type Link, totalsOf } from '@duet/store'
import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '../app-context.js'
import { requestRun } from '../request-run.js'
import { notFound } from './api-failure.js'
import { describeRun } from './describe-run.js'
import { findLink } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readBody, readQuery } from './read-body.js'
import { refuseSuspended, refuseUnknownEntities, refuseUnlinked } from './refuse-run.js'

const page = z.object({
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})

/** Asking for a run, and the history of runs. */
export function runRoutes(context: AppContext) {
  const { store, catalog } = context
  const connectorOf = ({ connector }: Link) => catalog.connectors.get(connector)?.connector

  return new Hono<ApiVariables>()
    .post('/links/:id/synchronize', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const options = await readBody(c, synchronizeRequest)
      refuseUnlinked(link)
      if (!options.forced) refuseSuspended(link)
      refuseUnknownEntities(context, link, options.only ?? [])
      await requestRun(context, { linkId: link.id, trigger: 'manual', options, priority: 'interactive' })
      return c.json({}, 202)
    })
    .get('/links/:id/runs', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const { before, limit } = readQuery(c, page)
      const runs = await store.runs.list(link.id, { limit, before })
      const last = runs.at(-1)
      const next = runs.length < limit || last === undefined || last.number <= 1 ? null : `${last.number}`
      return c.json({ runs: runs.map((run) => describeRun(run, connectorOf(link))), next } satisfies RunList)
    })
    .get('/runs/:id', async (c) => {
      const run = await store.runs.byId(c.req.param('id'))
      if (run === undefined) throw notFound('run')
      const link = await findLink(store, run.linkId)
      const ledger = await store.runs.ledger(run.id)
      const byEntity = Map.groupBy(ledger, ({ entity }) => entity)
      const answer: RunDetail = {
        ...describeRun({ ...run, totals: totalsOf(ledger) }, connectorOf(link)),
        entities: [...byEntity].map(([name, entries]) => ({ name, totals: totalsOf(entries) })),
      }
      return c.json(answer)
    })
}
