import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppContext } from '../app-context.js'
import { notFound } from './api-failure.js'
import type { ApiVariables } from './guards.js'

/**
 * Stands before every route about one company, link or run: who is signed in for one company is told nothing of others,
 * not even that they exist. A new kind of route about something of a company belongs in here.
 */
export function requireOwnCompany({ store }: AppContext) {
  const companyOfLink = async (linkId: string) => (await store.links.byId(linkId))?.organizationId
  const companyOfRun = async (runId: string) => {
    const run = await store.runs.byId(runId)
    return run && (await companyOfLink(run.linkId))
  }
  return new Hono<ApiVariables>()
    .use(
      '/organizations/:id/*',
      guard('company', async (id) => id),
    )
    .use('/links/:id/*', guard('link', companyOfLink))
    .use('/runs/:id/*', guard('run', companyOfRun))
}

const guard = (what: string, companyOf: (id: string) => Promise<string | undefined>) =>
  createMiddleware<ApiVariables>(async (c, next) => {
    const own = c.get('organizationId')
    if (own !== null && (await companyOf(c.req.param('id') ?? '')) !== own) throw notFound(what)
    await next()
  })
