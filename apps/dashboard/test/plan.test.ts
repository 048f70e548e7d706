import { describe, expect, test } from 'vitest'
import { chromiumPath, withBrowser } from './browser.js'
import { endPlan, movePlan, newPlan } from './stub-plan.js'
import { endRun } from './stub-run.js'
import { busyWorld, type World } from './stub-world.js'

const path = '/organizations/o1/links/link-basecrm'
const api = '/api/links/link-basecrm'

function linkOf(world: World) {
  const [link] = world.links
  if (!link) throw new Error('The world has no link.')
  return link
}

describe.skipIf(!chromiumPath)('a plan', () => {
  const open = withBrowser()

  test('is made, looked at record by record, applied, and compared with what was done', async () => {
    const world = busyWorld()
    const link = linkOf(world)
    const page = await open(world, path)
    await page.getByRole('button', { name: 'Other ways' }).click()
    await page.getByRole('menuitem', { name: 'See first what it would do' }).click()
    await page.getByText('No plan has been made yet.').waitFor()
    await page.getByRole('button', { name: 'Make a plan' }).click()
    await page.getByRole('heading', { name: 'A plan is being made' }).waitFor()
    await page.getByRole('progressbar', { name: 'Planning' }).waitFor()
    movePlan(world, {
      counts: [{ entity: 'item', from: 'external', outcome: 'unchanged', reason: '', count: 250, words: '' }],
    })
    await page.getByText('250 records looked at').waitFor()

    endPlan(world)
    await page.getByRole('heading', { name: 'The plan', exact: true }).waitFor()
    await page
      .getByText(
        '1 record would be created in Connec!; 1 record would be changed in Connec!; 1 record would be changed in Base CRM. 1,204 stay as they are.',
        { exact: true },
      )
      .waitFor()
    const people = page.getByRole('row', { name: /^People and organizations Base CRM → Connec!/ })
    expect(await people.getByRole('cell').allTextContents()).toEqual(['1', '1', '1,204', '3', '', ''])
    await page
      .getByText('3 · People and organizations from Base CRM: The record was created before the date')
      .waitFor()

    const created = page.getByRole('listitem').filter({ hasText: 'Zoë Planned' })
    await created.getByText('Would be created in Connec!').waitFor()
    expect(await created.getByText('is_customer').count()).toBe(0)
    await created.getByRole('button', { name: 'Show all 6 fields of Zoë Planned' }).click()
    await created.getByRole('row', { name: 'is_customer true' }).waitFor()
    const both = page.getByRole('listitem').filter({ hasText: 'Head of purchasing' })
    await both.getByRole('row', { name: 'title Buyer Head of purchasing' }).waitFor()
    await both.getByRole('row', { name: 'notes Call first (empty)' }).waitFor()
    await page.getByRole('combobox', { name: 'What would happen' }).selectOption('Waiting')
    await page.getByText('It waits for the contacts 118999').waitFor()
    await created.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Apply this plan' }).click()
    await page.getByRole('heading', { name: 'The plan is being applied' }).waitFor()
    await page.getByRole('heading', { name: 'Synchronizing now' }).waitFor()
    const [record] = world.planned['plan-1'] ?? []
    if (record) record.state = 'changed'
    movePlan(world, { state: 'applied', compared: { asShown: 2, changed: 1, added: 0, gone: 1 } })
    endRun(link)
    await page.getByRole('heading', { name: 'The plan was applied' }).waitFor()
    await page.getByText('1 record had changed since and was planned again.').waitFor()
    await page.getByText('For 1 record nothing was left to do.').waitFor()
    await page.getByRole('combobox', { name: 'What would happen' }).selectOption('All')
    await page.getByLabel('Only what differed from the plan').click()
    await created.getByText('It had changed since, so it was planned again').waitFor()
    await both.waitFor({ state: 'detached' })
    expect(world.deeds).toEqual([`POST ${api}/plans {}`, `POST ${api}/plans/plan-1/apply {}`])
  })

  test('may be about one entity or everything, and is discarded by who does not want it', async () => {
    const world = busyWorld()
    const page = await open(world, `${path}?show=plan`)
    await page.getByRole('combobox', { name: 'Entity' }).selectOption('Items')
    await page.getByLabel('Look at every record, not only at what changed').click()
    const make = page.getByRole('button', { name: 'Make a plan' })
    await make.click()
    await page.getByText('Looks at everything of Items').waitFor()
    await page.getByRole('button', { name: 'Stop planning' }).click()
    await page.getByText('No plan has been made yet.').waitFor()
    expect(await make.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(world.deeds).toEqual([
      `POST ${api}/plans {"full":true,"only":["item"]}`,
      `DELETE ${api}/plans/plan-1`,
    ])
  })

  test('that writes nothing, failed, or is no longer kept says so', async () => {
    const world = busyWorld()
    newPlan(world, {})
    endPlan(world, { counts: [], createdAt: Date.now() - 3 * 3_600_000 })
    world.planned = {}
    newPlan(world, { full: true })
    movePlan(world, { state: 'failed', error: 'Failed to read contacts: Base CRM answered 503.' })
    const page = await open(world, `${path}?show=plan&plan=long-gone`)
    await page.getByText('This plan is no longer kept').waitFor()
    await page
      .getByRole('row', { name: /Failed to read contacts/ })
      .getByRole('button')
      .click()
    await page.getByText('The plan could not be made').waitFor()
    await page
      .getByRole('row', { name: /3 hours ago/ })
      .getByRole('button')
      .click()
    await page.getByText('Nothing would be written.', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Apply this plan' }).count()).toBe(0)
  })

  test('another history limit is looked into before it holds, both ways', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    await page.getByLabel('Share only records created since').fill('2026-03-01')
    await page.getByRole('button', { name: 'See what that changes' }).click()
    await page.getByRole('progressbar', { name: 'Planning' }).waitFor()
    endPlan(world, { history: { added: 0, left: 3 } })
    await page.getByText('3 shared records would be left out').waitFor()
    await page.getByText('Nothing is deleted, on either side.').waitFor()
    expect(linkOf(world).historyLimit).toBe(null)
    await page.getByRole('button', { name: 'Move the date' }).click()
    await page.getByText('Records created before Mar 1, 2026 stay where they are').waitFor()

    await page.getByLabel('Share only records created since').fill('2026-01-01')
    await page.getByRole('button', { name: 'See what that changes' }).click()
    await page.getByRole('progressbar', { name: 'Planning' }).waitFor()
    endPlan(world, { history: { added: 12, left: 0 } })
    await page.getByText('12 records would come in').waitFor()
    await page.getByText('A synchronization begins at once and reads everything once more.').waitFor()
    await page.getByRole('button', { name: 'Keep it as it is' }).click()
    await page.getByText('12 records would come in').waitFor({ state: 'detached' })
    expect(linkOf(world).historyLimit).toBe(Date.UTC(2026, 2, 1))
    expect(world.deeds).toEqual([
      `POST ${api}/plans {"historyLimit":${Date.UTC(2026, 2, 1)}}`,
      `PATCH ${api} {"historyLimit":${Date.UTC(2026, 2, 1)}}`,
      `POST ${api}/plans {"historyLimit":${Date.UTC(2026, 0, 1)}}`,
    ])
  })
})
