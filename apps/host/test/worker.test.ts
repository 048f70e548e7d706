import { inbox } from '@duet/host-api'
import { expect, test } from 'vitest'
import { synchronizeLink } from '../src/worker/synchronize-link.js'
import { linkBaseCrm } from './link-base-crm.js'
import { openSandbox } from './open-sandbox.js'
import { COMPANY, GROUP } from './open-sides.js'

type Sandbox = Awaited<ReturnType<typeof openSandbox>>

const never = new AbortController().signal
const lookAt = ({ host }: Sandbox, linkId: string, stopping = never) =>
  synchronizeLink(host.context, { linkId, budgets: new Map(), signal: never, stopping })

const ask = ({ host }: Sandbox, linkId: string, options = {}) =>
  host.store.requests.add([{ linkId, kind: 'run', trigger: 'manual', options, records: [], at: Date.now() }])

test('access that ended is said, the link waits for a new sign-in, and that mends it (C25)', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, baseCrm } = sandbox
  const { linkId } = await linkBaseCrm(browser, host.url)
  baseCrm.oauth.revokeAll()
  const { reports } = await lookAt(sandbox, linkId)
  expect(reports).toMatchObject([{ status: 'failed' }])
  expect(await host.store.links.byId(linkId)).toMatchObject({
    status: 'needs_reauth',
    health: {
      state: 'needs_reauth',
      message: expect.stringMatching(/Base CRM no longer lets Duet in.*Link the account again/),
    },
  })
  await ask(sandbox, linkId)
  expect(await lookAt(sandbox, linkId)).toEqual({ reports: [], left: 'not_linked' })
  await linkBaseCrm(browser, host.url)
  expect((await lookAt(sandbox, linkId)).reports).toMatchObject([{ status: 'succeeded' }])
  expect(await host.store.links.byId(linkId)).toMatchObject({ status: 'linked', health: { state: 'ok' } })
}, 180_000)

test('three failures in a row suspend the link; only a forced run goes on, and a good one ends it', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, hub, baseCrm } = sandbox
  const { linkId, linkUrl } = await linkBaseCrm(browser, host.url)
  await host.store.links.update(linkId, { consecutiveFailures: 2 })
  baseCrm.faults.add({ when: { path: /^\/v2\/(users|accounts)/ }, do: { kind: 'status', status: 422 } })
  expect((await lookAt(sandbox, linkId)).reports).toMatchObject([{ status: 'failed' }])
  const { health, suspendedUntil } = (await host.store.links.byId(linkId)) ?? {}
  expect(health).toMatchObject({
    state: 'suspended',
    message: expect.stringMatching(/^3 synchronizations in a row failed/),
  })
  expect(suspendedUntil).toBeGreaterThan(Date.now() + 86_000_000)

  const refused = await browser.api('POST', `${linkUrl}/synchronize`, {})
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'suspended' } } })
  await ask(sandbox, linkId)
  expect(await lookAt(sandbox, linkId)).toEqual({ reports: [], left: 'suspended' })
  baseCrm.faults.clear()
  expect((await browser.api('POST', `${linkUrl}/synchronize`, { forced: true })).status).toBe(202)
  expect((await lookAt(sandbox, linkId)).reports).toMatchObject([{ status: 'succeeded' }])
  expect(await host.store.links.byId(linkId)).toMatchObject({ suspendedUntil: null, health: { state: 'ok' } })
  expect(await hub.records.count(COMPANY, 'app_users')).toBeGreaterThan(0)
}, 180_000)

test('a worker that stops leaves what was asked to the next one', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, baseCrm } = sandbox
  for (let n = 0; n < 3; n++) baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: `Green ${n}` })
  const { linkId } = await linkBaseCrm(browser, host.url)
  const stopping = AbortSignal.abort(new Error('stopping'))
  expect(await lookAt(sandbox, linkId, stopping)).toMatchObject({ left: 'stopped' })
  expect(await host.store.requests.pendingFor(linkId)).toHaveLength(1)
  expect(await host.store.links.byId(linkId)).toMatchObject({
    consecutiveFailures: 0,
    health: { state: 'ok' },
  })
  expect((await lookAt(sandbox, linkId)).reports).toMatchObject([{ status: 'succeeded' }])
}, 180_000)

test('a link whose connector is gone says so and keeps what was asked', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const { linkId } = await linkBaseCrm(browser, host.url)
  const context = { ...host.context, catalog: { connectors: new Map(), quarantined: [] } }
  const looked = await synchronizeLink(context, {
    linkId,
    budgets: new Map(),
    signal: never,
    stopping: never,
  })
  expect(looked).toMatchObject({ left: 'blocked', error: expect.stringMatching(/"basecrm" is not loaded/) })
  expect(await host.store.links.byId(linkId)).toMatchObject({
    health: { state: 'failing', message: looked.error },
  })
  expect(await host.store.requests.pendingFor(linkId)).toHaveLength(1)
}, 180_000)

test('records of a notification travel by themselves, without a run of everything', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, hub, baseCrm } = sandbox
  const { linkId } = await linkBaseCrm(browser, host.url)
  await lookAt(sandbox, linkId)
  const made = await hub.records.create(COMPANY, 'people', { first_name: 'Grace', last_name: 'Hopper' })
  const [entry] = Array.isArray(made.id) ? made.id : []
  await host.store.requests.add([
    {
      linkId,
      kind: 'records',
      trigger: 'notification',
      options: {},
      records: [{ side: 'connec', resource: 'person', ids: [String(entry?.id)] }],
      at: Date.now(),
    },
  ])
  expect((await lookAt(sandbox, linkId)).reports).toMatchObject([
    { status: 'succeeded', totals: { applied: 1 } },
  ])
  expect(baseCrm.stores.contacts.all().map(({ last_name }) => last_name)).toContain('Hopper')
}, 180_000)

test('a run that wrote to the hub wakes the other links of the company', async () => {
  await using sandbox = await openSandbox()
  const { host, browser, baseCrm } = sandbox
  const { linkId } = await linkBaseCrm(browser, host.url)
  const organizationId = await sandbox.organizationId()
  const other = await host.store.links.create({ organizationId, connector: 'example-crm', accountId: 'x' })
  baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await lookAt(sandbox, linkId)
  expect(await host.store.requests.pendingFor(other.id)).toMatchObject([
    { kind: 'run', trigger: 'notification' },
  ])
}, 180_000)

test('what one company retries or ignores never reaches another company', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const { store } = host
  const [first] = await store.organizations.list()
  const second = await store.organizations.create({ tenant: 'main', uid: `${GROUP}-2`, name: 'Other' })
  const links = await Promise.all(
    [first?.id ?? '', second.id].map((organizationId) =>
      store.links.create({ organizationId, connector: 'basecrm' }),
    ),
  )
  for (const { id } of links) {
    await store.pending.save([
      {
        linkId: id,
        pair: { connec: 'person', external: 'contacts' },
        side: 'external',
        recordId: '21',
        entity: 'person_and_organization',
        state: 'failed',
        class: 'validation',
        message: 'The last name is missing.',
        field: 'last_name',
        missing: null,
        label: 'Ada',
        payload: {},
        fingerprint: 'f',
        attempts: 1,
        nextAttemptAt: null,
        firstAt: 1,
        lastAt: 1,
      },
    ])
  }
  const urlOf = (at: number) => `${host.url}/api/links/${links[at]?.id}/inbox`
  const recordsOf = async (at: number) => inbox.parse((await browser.api('GET', urlOf(at))).body).records
  const [own] = await recordsOf(0)
  expect(own).toMatchObject({ message: 'The last name is missing.', field: 'last_name', state: 'failed' })
  for (const verb of ['retry', 'ignore'])
    expect((await browser.api('POST', `${urlOf(1)}/${verb}`, { ids: [own?.id] })).status).toBe(404)
  expect(await recordsOf(0)).toEqual([own])
  expect((await browser.api('POST', `${urlOf(0)}/retry`, { ids: [own?.id] })).status).toBe(204)
  expect(await store.requests.pendingFor(links[0]?.id ?? '')).toMatchObject([{ trigger: 'retry' }])
  expect((await browser.api('POST', `${urlOf(0)}/ignore`, { ids: [own?.id] })).status).toBe(204)
  expect((await recordsOf(0)).map(({ state }) => state)).toEqual(['ignored'])
  expect((await recordsOf(1)).map(({ state }) => state)).toEqual(['failed'])
})
