import { link, type Run, runList } from '@duet/host-api'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { linkBaseCrm } from './link-base-crm.js'
import { openSandbox } from './open-sandbox.js'
import { COMPANY } from './open-sides.js'

const LONG = 300_000
let sandbox: Awaited<ReturnType<typeof openSandbox>>
let linkUrl: string
/** Runs that were seen to end. */
let seen = 0

beforeAll(async () => {
  sandbox = await openSandbox({ start: { workers: 'in-process' } })
  sandbox.baseCrm.stores.contacts.insert({
    first_name: 'Zoë',
    last_name: 'Brännström',
    email: 'z@example.com',
  })
  for (let n = 0; n < 120; n++) addContact(n)
}, LONG)
afterAll(async () => sandbox?.[Symbol.asyncDispose](), LONG)

const addContact = (n: number) =>
  sandbox.baseCrm.stores.contacts.insert({
    first_name: 'Contact',
    last_name: `Number ${n}`,
    email: `${n}@example.com`,
  })

async function nextRun(): Promise<Run> {
  seen += 1
  return vi.waitFor(
    async () => {
      const [run] = runList.parse((await sandbox.browser.api('GET', `${linkUrl}/runs`)).body).runs
      if (run?.number !== seen || run.finishedAt === null) throw new Error(`run ${seen} has not ended`)
      return run
    },
    { timeout: 240_000, interval: 20 },
  )
}
async function synchronize(): Promise<Run> {
  await sandbox.browser.api('POST', `${linkUrl}/synchronize`, {})
  return nextRun()
}
const atHub = async () =>
  (await sandbox.hub.records.list(COMPANY, 'people')).map(({ last_name }) => last_name)
const lastNames = () => sandbox.baseCrm.stores.contacts.all().map(({ last_name }) => last_name)
const expectEqualSides = async () => expect((await atHub()).sort()).toEqual(lastNames().sort())

test('the access token expiring in the middle of a run costs one refresh and nothing else', {
  timeout: LONG,
}, async () => {
  const { baseCrm } = sandbox
  let pages = 0
  const matches = () => {
    pages += 1
    if (pages === 2) baseCrm.oauth.expireAccessTokens()
    return false
  }
  // It never strikes: it only sees the second page being asked for.
  const when = { method: 'GET', path: /^\/v2\/contacts\b/, matches }
  const disarm = baseCrm.faults.add({ when, do: { kind: 'refused' } })
  const linked = await linkBaseCrm(sandbox.browser, sandbox.host.url)
  linkUrl = linked.linkUrl
  const run = await nextRun()
  disarm()
  expect(run).toMatchObject({ status: 'succeeded', totals: { failed: 0 } })
  expect(baseCrm.oauth.refreshes).toBe(1)
  await expectEqualSides()
})

test('429 and 503 slow a run and lose nothing', { timeout: LONG }, async () => {
  const { baseCrm, hub } = sandbox
  addContact(500)
  await hub.records.create(COMPANY, 'people', { first_name: 'Ada', last_name: 'Green' })
  baseCrm.faults.add({ when: { path: /contacts/ }, times: 2, do: { kind: 'status', status: 429 } })
  baseCrm.faults.add({
    when: { method: 'GET', path: /contacts/ },
    times: 2,
    do: { kind: 'status', status: 503 },
  })
  baseCrm.faults.add({
    when: { method: 'POST', path: /contacts/ },
    times: 1,
    do: { kind: 'status', status: 429 },
  })
  const run = await synchronize()
  expect(baseCrm.faults.hits.length).toBeGreaterThanOrEqual(5)
  baseCrm.faults.clear()
  expect(run).toMatchObject({ status: 'succeeded', totals: { failed: 0 } })
  expect(lastNames().filter((name) => name === 'Green')).toHaveLength(1)
  await expectEqualSides()
})

test('with the application down a run fails with words, and the next one catches up', {
  timeout: LONG,
}, async () => {
  const { baseCrm, hub, browser } = sandbox
  // Each entity is asked for five times before it is given up, so fewer of them cost less time.
  const off = { toConnec: false, toExternal: false }
  await browser.api('PATCH', linkUrl, { entities: { company: off, opportunity: off } })
  addContact(600)
  await hub.records.create(COMPANY, 'people', { first_name: 'Grace', last_name: 'Hopper' })
  baseCrm.faults.down(true)
  const failed = await synchronize()
  expect(failed.status).toBe('failed')
  expect(failed.error).toMatch(/^[A-Z].*\.$/)
  expect(link.parse((await browser.api('GET', linkUrl)).body).health).toMatchObject({
    message: expect.stringMatching(/^[A-Z].*\.$/),
  })
  baseCrm.faults.down(false)
  expect(await synchronize()).toMatchObject({ status: 'succeeded', totals: { failed: 0 } })
  expect(await atHub()).toContain('Number 600')
  expect(lastNames()).toContain('Hopper')
  await expectEqualSides()
  expect((await synchronize()).totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0 })
})

test('a plan without products leaves the items out in words, and people go on', {
  timeout: LONG,
}, async () => {
  const { baseCrm, browser } = sandbox
  baseCrm.faults.add({ when: { path: /^\/v2\/products/ }, do: { kind: 'status', status: 403 } })
  addContact(700)
  const run = await synchronize()
  expect(run).toMatchObject({
    status: 'succeeded',
    error: null,
    unavailable: { item: expect.stringMatching(/the plan of this Base CRM account does not include them/) },
  })
  expect(await atHub()).toContain('Number 700')
  const shown = link.parse((await browser.api('GET', linkUrl)).body)
  expect(shown.health.state).toBe('ok')
  expect(shown.lastRun?.unavailable).toEqual(run.unavailable)
  baseCrm.faults.clear()
  expect((await synchronize()).unavailable).toEqual({})
})
