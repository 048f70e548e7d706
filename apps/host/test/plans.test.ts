import { type PlanDetail, plan, planDetail, planList } from '@duet/host-api'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Browser } from './browser.js'
import { linkBaseCrm } from './link-base-crm.js'
import { openSandbox } from './open-sandbox.js'
import { COMPANY } from './open-sides.js'

/** Asks until the plan is made. */
async function planned(browser: Browser, linkUrl: string, request: object): Promise<PlanDetail> {
  const asked = await browser.api('POST', `${linkUrl}/plans`, request)
  expect(asked.status).toBe(202)
  const { id } = plan.parse(asked.body)
  let detail: PlanDetail | undefined
  await expect
    .poll(
      async () => {
        detail = planDetail.parse((await browser.api('GET', `${linkUrl}/plans/${id}`)).body)
        return detail.plan.state
      },
      { timeout: 60_000 },
    )
    .not.toBe('planning')
  if (detail === undefined) throw new Error('There is no plan')
  return detail
}

test('a plan is asked for on the page, shown record by record, and carried out', async () => {
  await using sandbox = await openSandbox({ start: { workers: 'in-process' } })
  const { host, browser, baseCrm, hub } = sandbox
  const { linkUrl, linkId } = await linkBaseCrm(browser, host.url)
  const runEnded = async (number: number) =>
    (await host.store.runs.list(linkId, { limit: 1 })).some(
      (run) => run.number >= number && run.status !== 'running',
    )
  await expect.poll(() => runEnded(1), { timeout: 60_000 }).toBe(true)
  baseCrm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Planned', is_organization: false })
  const before = await hub.records.count(COMPANY, 'people')
  const shown = await planned(browser, linkUrl, { only: ['person_and_organization'] })
  expect(shown.plan).toMatchObject({ state: 'ready', error: null, history: null, compared: null })
  expect(shown.plan.counts).toContainEqual(
    expect.objectContaining({ outcome: 'create', count: 1, words: 'would be created in Connec!' }),
  )
  expect(shown.records).toMatchObject([{ kind: 'create', label: 'Ada Planned', state: 'shown' }])
  expect(shown.records[0]?.changes).toContainEqual({ field: 'last_name', before: null, after: 'Planned' })
  expect(await hub.records.count(COMPANY, 'people')).toBe(before)

  const applyUrl = `${linkUrl}/plans/${shown.plan.id}/apply`
  const { number } = (await host.store.runs.list(linkId, { limit: 1 }))[0] ?? { number: 0 }
  expect((await browser.api('POST', applyUrl, {})).status).toBe(202)
  await expect.poll(() => runEnded(number + 1), { timeout: 60_000 }).toBe(true)
  const applied = planDetail.parse((await browser.api('GET', `${linkUrl}/plans/${shown.plan.id}`)).body)
  expect(applied.plan).toMatchObject({
    state: 'applied',
    compared: { asShown: 1, changed: 0, added: 0, gone: 0 },
  })
  expect(await hub.records.count(COMPANY, 'people')).toBe(before + 1)
  const again = await browser.api('POST', applyUrl, {})
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'plan_applied' } } })
  const list = planList.parse((await browser.api('GET', `${linkUrl}/plans`)).body)
  expect(list.plans.map(({ id }) => id)).toEqual([shown.plan.id])

  const { plan: unwanted } = await planned(browser, linkUrl, { only: ['item'] })
  expect((await browser.api('DELETE', `${linkUrl}/plans/${unwanted.id}`)).status).toBe(204)
  expect((await browser.api('GET', `${linkUrl}/plans/${unwanted.id}`)).status).toBe(404)

  const unknown = await browser.api('POST', `${linkUrl}/plans`, { only: ['nothing'] })
  expect(unknown).toMatchObject({ status: 400 })
  const missing = await browser.api('GET', `${linkUrl}/plans/nothing`)
  expect(z.object({ error: z.object({ code: z.string() }) }).parse(missing.body).error.code).toBe('not_found')
}, 240_000)
