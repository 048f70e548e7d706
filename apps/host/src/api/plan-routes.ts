import { type PlanDetail, type PlanList, planRequest } from '@duet/host-api'
import type { Link, StoredPlan } from '@duet/store'
import { Hono } from 'hono'
import { z } from 'zod'
import type { AppContext } from '../app-context.js'
import { describePlan, describePlanned, isBeingApplied } from '../plans/describe-plan.js'
import { KEEP_PLANS, newPlan, runOptionsOf, setPlannedLimit } from '../plans/new-plan.js'
import { requestRun } from '../request-run.js'
import { ApiFailure, notFound } from './api-failure.js'
import { findLink } from './find-link.js'
import type { ApiVariables } from './guards.js'
import { readBody, readQuery } from './read-body.js'
import { isSuspended, refuseUnknownEntities, refuseUnlinked } from './refuse-run.js'

const page = z.object({
  entity: z.string().optional(),
  kind: z.string().optional(),
  /** Only what was dealt with otherwise than shown. */
  differs: z.literal('true').optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

/** Plans: what a synchronization would do, and doing it. */
export function planRoutes(context: AppContext) {
  const { store, queue } = context

  return new Hono<ApiVariables>()
    .post('/links/:id/plans', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const request = await readBody(c, planRequest)
      refuseUnlinked(link)
      refuseUnknownEntities(context, link, request.only ?? [])
      const plan = await newPlan(store, { linkId: link.id, request })
      const options = { plan: plan.id }
      await store.requests.add([
        { linkId: link.id, kind: 'plan', trigger: 'manual', options, records: [], at: Date.now() },
      ])
      await queue.enqueue(link.id, { priority: 'interactive' })
      return c.json(await describePlan(store, plan), 202)
    })
    .get('/links/:id/plans', async (c) => {
      const link = await findLink(store, c.req.param('id'))
      const plans = await store.plans.list(link.id, KEEP_PLANS)
      const answer: PlanList = { plans: await Promise.all(plans.map((plan) => describePlan(store, plan))) }
      return c.json(answer)
    })
    .get('/links/:id/plans/:planId', async (c) => {
      const { plan } = await find(c.req.param('id'), c.req.param('planId'))
      const { differs, ...filter } = readQuery(c, page)
      const states = differs ? (['changed', 'added', 'gone'] as const) : undefined
      const { rows, next } = await store.plans.records.list(plan.id, { ...filter, states })
      const answer: PlanDetail = {
        plan: await describePlan(store, plan),
        records: rows.map(describePlanned),
        next: next ?? null,
      }
      return c.json(answer)
    })
    .post('/links/:id/plans/:planId/apply', async (c) => {
      const { link, plan } = await find(c.req.param('id'), c.req.param('planId'))
      refuseUnlinked(link)
      await refuseUnlessReady(plan)
      await setPlannedLimit(store, plan)
      // Whoever has read a plan wants it done, after failures too.
      const options = { ...runOptionsOf(plan), ...(isSuspended(link) && { forced: true }) }
      await requestRun(context, { linkId: link.id, trigger: 'manual', options, priority: 'interactive' })
      return c.json({}, 202)
    })
    .delete('/links/:id/plans/:planId', async (c) => {
      const { plan } = await find(c.req.param('id'), c.req.param('planId'))
      if (await isBeingApplied(store, plan)) throw beingApplied('discard')
      await store.plans.remove(plan.id)
      return c.body(null, 204)
    })

  async function find(linkId: string, planId: string): Promise<{ link: Link; plan: StoredPlan }> {
    const link = await findLink(store, linkId)
    const plan = await store.plans.byId(planId)
    if (plan?.linkId !== link.id) throw notFound('plan')
    return { link, plan }
  }

  async function refuseUnlessReady(plan: StoredPlan): Promise<void> {
    if (await isBeingApplied(store, plan)) throw beingApplied('apply')
    refuseOther(plan)
  }
}

const beingApplied = (verb: string) =>
  new ApiFailure(
    409,
    'plan_applying',
    `Failed to ${verb} the plan: it is being applied. Wait for the synchronization that does it.`,
  )

function refuseOther({ state }: StoredPlan): void {
  if (state === 'ready') return
  const reasons = {
    planning: 'it is still being made',
    failed: 'it could not be made',
    applied: 'it was applied',
  }
  throw new ApiFailure(409, `plan_${state}`, `Failed to apply the plan: ${reasons[state]}. Make a new one.`)
}
