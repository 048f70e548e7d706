import { type RunDetail, type RunList, synchronizeRequest } from '@duet/host-api'
import { type Link, totalsOf } from '@duet/store'
import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '../app-context.js'
import { requestRun } from '../request-run.js'
import { ApiFailure, notFound } from './api-failure.js'
import { describeRun } from './describe-run.js'
import { findLink } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readBody, readQuery } from './read-body.js'

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
      refuseIfImpossible(link, options.forced ?? false)
      refuseUnknownEntities(link, options.only ?? [])
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

  function refuseUnknownEntities(link: Link, only: readonly string[]): void {
    const entities = connectorOf(link)?.entities ?? []
    const unknown = only.find((name) => !entities.some((entity) => entity.name === name))
    if (unknown === undefined) return
    throw new ApiFailure(
      400,
      'invalid_request',
      `Failed to start a synchronization: ${link.connector} has no entity "${unknown}". Name one of: ${entities.map(({ name }) => name).join(', ')}.`,
      { fields: { only: `There is no entity "${unknown}"` } },
    )
  }
}

function refuseIfImpossible({ status, suspendedUntil }: Link, forced: boolean): void {
  if (status !== 'linked') {
    throw new ApiFailure(
      409,
      status,
      `Failed to start a synchronization: ${status === 'unlinked' ? 'the account is not linked' : 'the access to the account has ended'}. Link the account again.`,
    )
  }
  if (suspendedUntil !== null && suspendedUntil > Date.now() && !forced) {
    throw new ApiFailure(
      409,
      'suspended',
      `Failed to start a synchronization: after three failures in a row none starts before ${new Date(suspendedUntil).toISOString()}. Mend the cause, then force one.`,
    )
  }
}
