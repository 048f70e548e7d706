import { describe, expect, test } from 'vitest'
import { chromiumPath, withBrowser } from './browser.js'
import { endRun, progress } from './stub-run.js'
import { busyWorld, totals, type World } from './stub-world.js'

const path = '/organizations/o1/links/link-basecrm'

function linkOf(world: World) {
  const [link] = world.links
  if (!link) throw new Error('The world has no link.')
  return link
}

describe.skipIf(!chromiumPath)('a link', () => {
  const open = withBrowser()

  test('its health stands there in words', async () => {
    const page = await open(busyWorld(), path)
    await page.getByText('Some records need a look').waitFor()
    await page.getByText('2 records were refused by Base CRM and 1 waits for its organization.').waitFor()
    await page.getByText('Synchronizes every hour, next in').waitFor()
  })

  test('each direction of an entity has its switch, and a refused change is taken back', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    const row = page.getByRole('row', { name: /^Users/ })
    await row.getByText('not possible').waitFor()

    const items = page.getByRole('switch', { name: 'Items: from Connec! to Base CRM' })
    await items.click()
    await expect
      .poll(() => world.deeds)
      .toEqual(['PATCH /api/links/link-basecrm {"entities":{"item":{"toConnec":true,"toExternal":false}}}'])
    expect(await items.isChecked()).toBe(false)

    world.refusals.push({
      path: /link-basecrm$/,
      status: 409,
      message: 'Somebody else changed it. Look again.',
    })
    const people = page.getByRole('switch', { name: 'People and organizations: from Base CRM to Connec!' })
    await page.route(`**/api/links/link-basecrm`, (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    )
    await people.click()
    await page.getByText('Somebody else changed it. Look again.').waitFor()
    expect(await people.isChecked()).toBe(true)
  })

  test('a run shows what it does while its counts grow, and nothing jumps', async () => {
    const world = busyWorld()
    const link = linkOf(world)
    const page = await open(world, path)
    const tabs = page.getByRole('tablist')
    await page.getByRole('heading', { name: 'Last synchronization' }).waitFor()
    const before = await tabs.boundingBox()

    const button = page.getByRole('button', { name: /^Synchroniz/ })
    await button.click()
    await page.getByRole('heading', { name: 'Synchronizing now' }).waitFor()
    await page.getByText('Reading contacts', { exact: true }).waitFor()
    expect(await tabs.boundingBox()).toEqual(before)

    progress(link, {
      activity: 'Writing people',
      totals: totals({ read: 250, applied: 97, writesToConnec: 97 }),
    })
    await page.getByText('Writing people', { exact: true }).waitFor()
    await page.getByText('250', { exact: true }).waitFor()
    expect(await page.getByRole('status').allTextContents()).toContain('Synchronizing: Writing people')

    endRun(link)
    await page.getByRole('heading', { name: 'Last synchronization' }).waitFor()
    await page.getByText(/Succeeded · just now · by hand/).waitFor()
    expect(await page.getByRole('status').allTextContents()).toContain(
      'Synchronization 29: succeeded, 97 records applied',
    )
    expect(await tabs.boundingBox()).toEqual(before)
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('an entity the plan does not include says so beside its arrows', async () => {
    const world = busyWorld()
    const { lastRun } = linkOf(world)
    if (lastRun) lastRun.unavailable = { item: 'The plan of this account does not include them.' }
    const page = await open(world, path)
    await page.getByText('Left out: The plan of this account does not include them.').waitFor()
  })

  test('a run can take everything again, or one entity', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    await page.getByRole('button', { name: 'Other ways' }).click()
    await page.getByRole('menuitem', { name: 'Items' }).click()
    await page.getByRole('heading', { name: 'Synchronizing now' }).waitFor()
    endRun(linkOf(world))
    await page.getByRole('heading', { name: 'Last synchronization' }).waitFor()
    await page.getByRole('button', { name: 'Other ways' }).click()
    await page.getByRole('menuitem', { name: 'Everything again' }).click()
    await expect
      .poll(() => world.deeds)
      .toEqual([
        'POST /api/links/link-basecrm/synchronize {"only":["item"]}',
        'POST /api/links/link-basecrm/synchronize {"full":true}',
      ])
  })

  test('shared records are found by name and show both ids', async () => {
    const page = await open(busyWorld(), path)
    await page.getByRole('tab', { name: 'Records' }).click()
    await page.getByText('64 records', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByRole('row').nth(30).waitFor()

    await page.getByRole('searchbox', { name: 'Search' }).fill('öztürk 15')
    await page.getByText('1 record', { exact: true }).waitFor()
    const row = page.getByRole('row', { name: /Ünal Öztürk 15/ })
    await row.getByText('8f3c02d0-5c1e-0134-100f-0242ac110003').waitFor()
    await row.getByText('118215').waitFor()

    await page.getByRole('searchbox', { name: 'Search' }).fill('nobody')
    await page.getByText('No shared record fits what you look for.').waitFor()
  })

  test('"why?" beside a record tells what was decided about it, in words', async () => {
    const page = await open(busyWorld(), `${path}?show=records`)
    await page.getByRole('button', { name: 'Why? Ünal Öztürk', exact: true }).click()
    await page.getByText('Not written to Base CRM: it was created before the history limit.').waitFor()
    await page.getByText(/as read from Connec! · synchronization 28/).waitFor()

    await page.getByLabel('Id of the record').fill('999')
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.getByText('Nothing is known about 999.').waitFor()
  })

  test('the inbox gives the reasons, retries and ignores', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    await page.getByRole('tab', { name: 'Inbox (3)' }).click()
    await page.getByText('Base CRM refused it: email "jgross@" is not an address.').waitFor()
    await page.getByText('Waits for organization 118300, which is not shared yet.').waitFor()
    await page.getByText('Base CRM won and was written to the other side.').waitFor()

    await page.getByRole('button', { name: 'Ignore Renewal 2027' }).click()
    await page.getByRole('heading', { name: 'Ignored (1)' }).waitFor()
    await page.getByRole('button', { name: 'Retry Jürgen Groß' }).click()
    await page.getByText('jgross@').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Keep that of Base CRM for sale_price.total_amount' }).click()
    await expect
      .poll(() => world.deeds)
      .toEqual([
        'POST /api/links/link-basecrm/inbox/ignore {"ids":["p2"]}',
        'POST /api/links/link-basecrm/inbox/retry {"ids":["p1"]}',
        'POST /api/links/link-basecrm/inbox/resolve {"id":"c2","winner":"external"}',
      ])
  })

  test('the history keeps every run with its counts, its status and what was skipped', async () => {
    const page = await open(busyWorld(), `${path}?show=history`)
    await page.getByRole('img', { name: /^The last 20 synchronizations/ }).waitFor()
    const failed = page.getByRole('row', { name: /Failed/ }).filter({ hasText: 'on schedule' })
    await failed.getByRole('button', { name: 'Details of synchronization 19' }).click()
    const dialog = page.getByRole('dialog', { name: 'Synchronization 19' })
    await dialog.getByText('Base CRM answered 503 three times in a row.').waitFor()
    await dialog.getByText('3 older than the history limit').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByRole('button', { name: 'Details of synchronization 1', exact: true }).waitFor()
  })

  test('unlinking first says what is kept, then stops everything', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    await page.getByRole('button', { name: 'Unlink Base CRM' }).click()
    const dialog = page.getByRole('dialog', { name: 'Unlink Base CRM?' })
    await dialog.getByText('64 pairs of ids').waitFor()
    await dialog.getByRole('button', { name: 'Keep the link' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(world.deeds).toEqual([])

    await page.getByRole('button', { name: 'Unlink Base CRM' }).click()
    await dialog.getByRole('button', { name: 'Unlink Base CRM' }).click()
    await page.getByText('Not linked', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Link again to Base CRM' }).waitFor()
    expect(world.deeds).toEqual(['DELETE /api/links/link-basecrm'])
  })

  test('a paused link is run past its pause by hand only', async () => {
    const world = busyWorld()
    linkOf(world).health = { state: 'suspended', message: 'Paused until tomorrow 14:00.', since: Date.now() }
    const page = await open(world, path)
    await page.getByText('Paused until tomorrow 14:00.').waitFor()
    await page.getByRole('button', { name: 'Synchronize anyway' }).click()
    await expect.poll(() => world.deeds).toEqual(['POST /api/links/link-basecrm/synchronize {"forced":true}'])
  })

  test('a link nobody knows is said to be unknown, with a way back', async () => {
    const page = await open(busyWorld(), '/organizations/o1/links/nope')
    await page.getByText('There is no such link.').waitFor()
    await page.getByRole('link', { name: 'your companies' }).click()
    await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor()
  })
})
