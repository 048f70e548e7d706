import {
  connectorList,
  createLinkRequest,
  createOrganizationRequest,
  inbox,
  inboxRequest,
  link,
  linkList,
  organizationList,
  planDetail,
  planList,
  planRequest,
  plan as planSchema,
  resolveRequest,
  runDetail,
  runList,
  sharedRecordList,
  synchronizeRequest,
  updateLinkRequest,
  whyAnswer,
} from '@duet/host-api'
import { Hono } from 'hono'
import type { z } from 'zod'
import { newPlan } from './stub-plan.js'
import { startRun } from './stub-run.js'
import { linkTo, type World } from './stub-world.js'

/** The host's API over a world in memory; every answer passes the schema the page reads it by. */
export function stubApi(world: World): Hono {
  const api = new Hono()
  const refuse = (status: number, message: string) =>
    Response.json({ error: { code: 'refused', message } }, { status })
  const answer = (schema: z.ZodType, value: unknown) => Response.json(schema.parse(value))
  const linkOf = (id: string) => world.links.find((known) => known.id === id)

  api.use('/api/*', async (c, next) => {
    const { method, path } = c.req
    if (!world.signedIn) return refuse(401, 'Sign in first.')
    if (method !== 'GET' && c.req.header('x-duet') !== '1')
      return refuse(403, 'The header x-duet is missing.')
    const due = world.refusals.findIndex((refusal) => refusal.path.test(path))
    const [refusal] = due === -1 ? [] : world.refusals.splice(due, 1)
    if (refusal) return refuse(refusal.status, refusal.message)
    if (method !== 'GET') world.deeds.push(`${method} ${path} ${await c.req.raw.clone().text()}`.trim())
    return await next()
  })

  api.delete('/api/session', (c) => {
    world.signedIn = false
    return c.body(null, 204)
  })
  api.get('/api/connectors', () => answer(connectorList, world))
  api.get('/api/organizations', () => answer(organizationList, world))
  api.post('/api/organizations', async (c) => {
    const organization = { id: 'o2', ...createOrganizationRequest.parse(await c.req.json()) }
    world.organizations.push(organization)
    return c.json(organization)
  })
  api.get('/api/organizations/:id/links', (c) =>
    answer(linkList, { links: world.links.filter((known) => known.organizationId === c.req.param('id')) }),
  )
  api.post('/api/organizations/:id/links', async (c) => {
    const { connector: name, credentials } = createLinkRequest.parse(await c.req.json())
    const connector = world.connectors.find((known) => known.name === name)
    if (!connector) return refuse(404, `There is no connector ${name}.`)
    if (!credentials) return c.json({ authorizeUrl: `/consent?connector=${name}` })
    if (credentials.kind === 'api-key' && credentials.key !== 'right-key')
      return refuse(422, `${connector.displayName} refused the API key. Check it and try again.`)
    const made = linkTo(connector)
    world.links.push(made)
    return c.json({ link: made })
  })
  // the application's consent page, which sends the visitor back as the host's callback does
  api.get('/consent', (c) =>
    c.html('<h1>Base CRM</h1><a href="/consented">Allow</a> <a href="/denied">Deny</a>'),
  )
  api.get('/consented', (c) => {
    const [connector] = world.connectors
    if (!connector) return c.notFound()
    const made = linkTo(connector)
    world.links = [...world.links.filter(({ id }) => id !== made.id), made]
    return c.redirect(`/organizations/o1/links/${made.id}?linked=${made.id}`)
  })
  api.get('/denied', (c) => c.redirect('/?error=You+did+not+allow+Duet+to+read+Base+CRM.'))

  api.get('/api/links/:id', (c) => {
    const known = linkOf(c.req.param('id'))
    return known ? answer(link, known) : refuse(404, 'There is no such link.')
  })
  api.patch('/api/links/:id', async (c) => {
    const changes = updateLinkRequest.parse(await c.req.json())
    const known = linkOf(c.req.param('id'))
    if (!known) return refuse(404, 'There is no such link.')
    known.entities = { ...known.entities, ...changes.entities }
    if (changes.historyLimit !== undefined) known.historyLimit = changes.historyLimit
    return answer(link, known)
  })
  api.delete('/api/links/:id', (c) => {
    const known = linkOf(c.req.param('id'))
    if (known) known.status = 'unlinked'
    return c.body(null, 204)
  })
  api.post('/api/links/:id/synchronize', async (c) => {
    synchronizeRequest.parse(await c.req.json())
    const known = linkOf(c.req.param('id'))
    if (known) startRun(world, known)
    return c.body(null, 202)
  })
  api.get('/api/links/:id/runs', (c) => {
    const before = Number(c.req.query('before') ?? Number.POSITIVE_INFINITY)
    const limit = Number(c.req.query('limit') ?? 20)
    const known = world.runs
      .filter(({ linkId }) => linkId === c.req.param('id'))
      .map(({ run }) => run)
      .filter(({ number }) => number < before)
      .sort((a, b) => b.number - a.number)
    const runs = known.slice(0, limit)
    return answer(runList, { runs, next: known.length > limit ? String(runs.at(-1)?.number) : null })
  })
  api.get('/api/runs/:id', (c) => {
    const run = world.runs.find((known) => known.run.id === c.req.param('id'))?.run
    if (!run) return refuse(404, 'There is no such run.')
    return answer(runDetail, { ...run, entities: [{ name: 'person_and_organization', totals: run.totals }] })
  })
  api.get('/api/links/:id/records', (c) => {
    const { entity, search = '', state, after, limit = '25' } = c.req.query()
    const found = world.records.filter(
      (record) =>
        (!entity || record.entity === entity) &&
        (!state || (state === 'inactive') === record.inactive) &&
        [record.label, record.connecId, record.externalId]
          .join(' ')
          .toLowerCase()
          .includes(search.toLowerCase()),
    )
    const from = Number(after ?? 0)
    const to = from + Number(limit)
    return answer(sharedRecordList, {
      records: found.slice(from, to),
      total: found.length,
      next: to < found.length ? String(to) : null,
    })
  })
  api.get('/api/links/:id/why', (c) => {
    const id = c.req.query('id') ?? ''
    const record = world.records.find((known) => known.connecId === id || known.externalId === id)
    return answer(whyAnswer, { record: record ?? null, decisions: world.decisions[id] ?? [] })
  })
  const planOf = (id: string) => world.plans.find((known) => known.id === id)
  api.get('/api/links/:id/plans', () => answer(planList, world))
  api.post('/api/links/:id/plans', async (c) =>
    answer(planSchema, newPlan(world, planRequest.parse(await c.req.json()))),
  )
  api.get('/api/links/:id/plans/:plan', (c) => {
    const plan = planOf(c.req.param('plan'))
    if (!plan) return refuse(404, 'There is no such plan.')
    const { entity, kind, differs, after = '0', limit = '50' } = c.req.query()
    const found = (world.planned[plan.id] ?? []).filter(
      (record) =>
        (!entity || record.entity === entity) &&
        (!kind || record.kind === kind) &&
        (!differs || !['shown', 'as_shown'].includes(record.state)),
    )
    const to = Number(after) + Number(limit)
    return answer(planDetail, {
      plan,
      records: found.slice(Number(after), to),
      next: to < found.length ? String(to) : null,
    })
  })
  api.post('/api/links/:id/plans/:plan/apply', (c) => {
    const plan = planOf(c.req.param('plan'))
    const known = linkOf(c.req.param('id'))
    if (!plan || !known) return refuse(404, 'There is no such plan.')
    plan.state = 'applying'
    startRun(world, known)
    return c.json({}, 202)
  })
  api.delete('/api/links/:id/plans/:plan', (c) => {
    world.plans = world.plans.filter(({ id }) => id !== c.req.param('plan'))
    return c.body(null, 204)
  })
  api.get('/api/links/:id/inbox', () => answer(inbox, world.inbox))
  api.post('/api/links/:id/inbox/resolve', async (c) => {
    resolveRequest.parse(await c.req.json())
    return c.body(null, 204)
  })
  api.post('/api/links/:id/inbox/:answer{retry|ignore}', async (c) => {
    const { ids } = inboxRequest.parse(await c.req.json())
    const records = world.inbox.records
    world.inbox.records =
      c.req.param('answer') === 'retry'
        ? records.filter(({ id }) => !ids.includes(id))
        : records.map((record) => (ids.includes(record.id) ? { ...record, state: 'ignored' } : record))
    return c.body(null, 204)
  })
  return api
}
