import { apiError, organizationList } from '@duet/host-api'
import { expect, test } from 'vitest'
import { createApp } from '../src/create-app.js'
import { createSignInUrl } from '../src/sign-in/create-sign-in-url.js'
import { openBrowser } from './browser.js'
import { linkBaseCrm } from './link-base-crm.js'
import { openSandbox } from './open-sandbox.js'

test('who is signed in for one company is told nothing of another, by whatever route', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const { linkId } = await linkBaseCrm(browser, host.url)
  const theirs = await sandbox.organizationId()
  const run = await host.store.runs.start({
    linkId,
    trigger: 'manual',
    options: {},
    owner: 'test',
    now: Date.now(),
    leaseMs: 60_000,
  })
  const plan = await host.store.plans.create({ linkId, options: {}, now: 1 })
  const own = await host.store.organizations.create({ tenant: 'main', uid: 'cld-own', name: 'Fabrikam' })
  const visitor = openBrowser()
  const url = await createSignInUrl(host.store, host.url, { organizationId: own.id })
  expect((await visitor.request(url)).status).toBe(302)

  const listed = organizationList.parse((await visitor.api('GET', `${host.url}/api/organizations`)).body)
  expect(listed).toEqual({ organizations: [expect.objectContaining({ name: 'Fabrikam' })], tenants: [] })
  const wanted = { name: 'Another', tenant: 'main', uid: 'cld-another' }
  const added = await visitor.api('POST', `${host.url}/api/organizations`, wanted)
  expect([added.status, apiError.parse(added.body).error.code]).toEqual([403, 'not_allowed'])

  const ids = { organizations: theirs, links: linkId, runs: run?.id ?? '' }
  const routes = routesOf(createApp({ ...host.context, publicUrl: host.url })).flatMap(({ method, path }) => {
    const [, kind] = /^\/api\/(organizations|links|runs)\/:id/.exec(path) ?? []
    return kind === undefined ? [] : [{ method, path, id: Reflect.get(ids, kind) }]
  })
  expect(routes.length).toBeGreaterThan(15)
  for (const { method, path, id } of routes) {
    const address = host.url + path.replace(':id', id).replace(':planId', plan.id)
    const answer = await visitor.api(method, address, method === 'GET' ? undefined : {})
    expect([method, path, answer.status]).toEqual([method, path, 404])
    const seen = await browser.api('GET', address)
    if (method === 'GET' && !path.endsWith('/why')) expect([path, seen.status]).toEqual([path, 200])
  }
  expect((await visitor.api('GET', `${host.url}/api/organizations/${own.id}/links`)).body).toEqual({
    links: [],
  })
})

const routesOf = ({ routes }: ReturnType<typeof createApp>) =>
  routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
