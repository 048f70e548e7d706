import { createLinkAnswer, link as linkAnswer } from '@duet/host-api'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Browser, pressOnConsentPage } from './browser.js'
import { openSandbox, signedIn } from './open-sandbox.js'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

const authorize = z.object({ authorizeUrl: z.string() })

async function startLink(
  { host, browser }: Sandbox,
  organizationId: string,
  connector = 'basecrm',
): Promise<string> {
  const answer = await browser.api('POST', `${host.url}/api/organizations/${organizationId}/links`, {
    connector,
  })
  return authorize.parse(answer.body).authorizeUrl
}

/** Where the host sends the browser after the application sent it back. */
async function landing(browser: Browser, callbackUrl: string): Promise<URL> {
  const answer = await browser.request(callbackUrl)
  return new URL(answer.headers.get('location') ?? '', callbackUrl)
}

async function linked(sandbox: Sandbox) {
  const url = await startLink(sandbox, await sandbox.organizationId())
  const landed = await landing(sandbox.browser, await pressOnConsentPage(sandbox.browser, url))
  const link = await sandbox.host.store.links.byId(landed.pathname.split('/').at(-1) ?? '')
  if (link === undefined) throw new Error(`not linked: ${landed.href}`)
  return link
}

test('linking asks for every direction the connector allows, seals the tokens and asks for a run', async () => {
  await using sandbox = await openSandbox()
  const link = await linked(sandbox)
  expect(link.entities.person_and_organization).toEqual({ toConnec: true, toExternal: true })
  expect(link.entities.app_user?.toExternal).toBe(false)
  const credential = await sandbox.host.store.credentials.read(link.id)
  expect(credential?.sealed).toMatch(/^v1\./)
  expect(await sandbox.host.store.requests.pendingFor(link.id)).toMatchObject([
    { kind: 'run', trigger: 'manual' },
  ])
  expect(await sandbox.host.context.queue.counts()).toMatchObject({ waiting: 1 })
})

test('a callback with a foreign, used or missing state links nothing and says so', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const callback = `${host.url}/oauth/callback/basecrm`
  for (const search of ['?code=x&state=foreign', '?code=x', '']) {
    const landed = await landing(browser, `${callback}${search}`)
    expect(landed.pathname).toBe('/')
    expect(landed.searchParams.get('error')).toMatch(/does not belong to a link that was started here/)
  }
  const url = await startLink(sandbox, await sandbox.organizationId())
  const back = await pressOnConsentPage(browser, url)
  expect((await landing(browser, back)).search).toBe('?linked=1')
  expect((await landing(browser, back)).searchParams.get('error')).toMatch(/started here/)
  expect(await host.store.links.list()).toHaveLength(1)
})

test('a state belongs to the connector it was made for', async () => {
  await using sandbox = await openSandbox()
  const url = await startLink(sandbox, await sandbox.organizationId())
  const back = await pressOnConsentPage(sandbox.browser, url)
  const landed = await landing(sandbox.browser, back.replace('/callback/basecrm', '/callback/example-crm'))
  expect(landed.searchParams.get('error')).toMatch(/does not belong/)
})

test('access that was denied is said in words', async () => {
  await using sandbox = await openSandbox()
  const url = await startLink(sandbox, await sandbox.organizationId())
  const landed = await landing(sandbox.browser, await pressOnConsentPage(sandbox.browser, url, 'deny'))
  expect(landed.searchParams.get('error')).toMatch(/access was not allowed at the application/)
  expect(await sandbox.host.store.links.list()).toEqual([])
})

test('another browser session cannot end a link, signed in or not', async () => {
  await using sandbox = await openSandbox()
  const { host } = sandbox
  for (const other of [await signedIn(host), undefined]) {
    const url = await startLink(sandbox, await sandbox.organizationId())
    const back = await pressOnConsentPage(sandbox.browser, url)
    const landed = other
      ? await landing(other, back)
      : new URL((await fetch(back, { redirect: 'manual' })).headers.get('location') ?? '', back)
    expect(landed.searchParams.get('error')).toMatch(/another browser session/)
  }
  expect(await host.store.links.list()).toEqual([])
})

test('an account that another company has linked is refused in words', async () => {
  await using sandbox = await openSandbox()
  await linked(sandbox)
  const other = await sandbox.host.store.organizations.create({ tenant: 'main', uid: 'cld-2', name: 'Other' })
  const url = await startLink(sandbox, other.id)
  const landed = await landing(sandbox.browser, await pressOnConsentPage(sandbox.browser, url))
  expect(landed.searchParams.get('error')).toMatch(/already linked. Unlink it where it is linked now/)
  expect(await sandbox.host.store.links.byOrganization(other.id)).toEqual([])
})

test('linking again keeps the link, and refuses another account (C25)', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const link = await linked(sandbox)
  await host.store.links.update(link.id, {
    status: 'needs_reauth',
    health: { state: 'needs_reauth', message: 'x', since: 1 },
    consecutiveFailures: 2,
  })
  const again = await linked(sandbox)
  expect(again).toMatchObject({
    id: link.id,
    status: 'linked',
    health: { state: 'ok' },
    consecutiveFailures: 0,
  })

  await host.store.links.update(link.id, { accountId: '1', accountName: 'The first account' })
  const url = await startLink(sandbox, await sandbox.organizationId())
  const landed = await landing(browser, await pressOnConsentPage(browser, url))
  expect(landed.searchParams.get('error')).toMatch(/paired with those of the account "The first account"/)
  expect(await host.store.links.byId(link.id)).toMatchObject({ accountId: '1' })
})

test('an account is linked by a key, which is checked at once', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, baseCrm } = sandbox
  const url = `${host.url}/api/organizations/${await sandbox.organizationId()}/links`
  const wrong = await browser.api('POST', url, {
    connector: 'basecrm',
    credentials: { kind: 'api-key', key: 'wrong' },
  })
  expect([wrong.status, await host.store.links.list()]).toEqual([502, []])

  const key = baseCrm.oauth.issue()
  const right = await browser.api('POST', url, {
    connector: 'basecrm',
    credentials: { kind: 'api-key', key },
  })
  expect(createLinkAnswer.parse(right.body)).toMatchObject({ link: { accountName: baseCrm.account.name } })
})

test('unlinking takes the access back at the application and forgets what was asked', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, baseCrm } = sandbox
  const link = await linked(sandbox)
  expect((await browser.api('DELETE', `${host.url}/api/links/${link.id}`)).status).toBe(204)
  expect(baseCrm.requests.count({ method: 'POST', path: '/oauth2/revoke' })).toBe(1)
  expect(await host.store.requests.pendingFor(link.id)).toEqual([])
  expect(await host.store.links.byId(link.id)).toMatchObject({ status: 'unlinked', nextRunAt: null })
  const refused = await browser.api('POST', `${host.url}/api/links/${link.id}/synchronize`, {})
  expect(refused.status).toBe(409)
})

test('switches and the history limit are changed one by one, as far as the connector has them (B8, B16)', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const { id } = await linked(sandbox)
  const url = `${host.url}/api/links/${id}`
  const off = { toConnec: true, toExternal: false }
  const changed = await browser.api('PATCH', url, { entities: { item: off }, historyLimit: 5 })
  expect(linkAnswer.parse(changed.body)).toMatchObject({
    entities: { item: off, opportunity: { toConnec: true, toExternal: true } },
    historyLimit: 5,
  })
  const impossible = { app_user: { toConnec: true, toExternal: true } }
  expect((await browser.api('PATCH', url, { entities: impossible })).status).toBe(400)
  expect((await browser.api('PATCH', url, { entities: { nothing: off } })).status).toBe(400)
  expect(await browser.api('PATCH', url, { entities: { item: true } })).toMatchObject({ status: 400 })
  expect((await browser.api('POST', `${url}/synchronize`, { only: ['nothing'] })).status).toBe(400)
})

test('a connector without a client is shown as not set up, and refused in words', async () => {
  await using sandbox = await openSandbox({ settings: { connectors: {} } })
  const { host, browser } = sandbox
  const listed = await browser.api('GET', `${host.url}/api/connectors`)
  expect(JSON.stringify(listed.body)).toContain('DUET_CONNECTOR_BASECRM_CLIENT_ID')
  const url = `${host.url}/api/organizations/${await sandbox.organizationId()}/links`
  const refused = await browser.api('POST', url, { connector: 'basecrm' })
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'not_configured' } } })
  expect((await browser.api('POST', url, { connector: 'nothing' })).status).toBe(404)
})
