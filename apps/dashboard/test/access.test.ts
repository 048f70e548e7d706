import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, phone, withBrowser } from './browser.js'
import { startRun } from './stub-run.js'
import { busyWorld, freshWorld } from './stub-world.js'

const path = '/organizations/o1/links/link-basecrm'
const parts = ['Sharing', 'Records', /^Inbox/, 'History', 'Why?']

/** What axe finds serious on the page as it stands. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return await page.evaluate(async () => {
    // axe.source put it into the window of the page
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

const settled = (page: Page) => page.waitForFunction(() => !document.querySelector('[aria-busy]'))

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

/** Presses Tab until the focus stands on what is named so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)).trim() === name) return
  }
  throw new Error(`Tab never reached "${name}".`)
}

describe.skipIf(!chromiumPath)('the page for everybody', () => {
  const open = withBrowser()

  test.each([
    ['in light', {}],
    ['in dark', { colorScheme: 'dark' as const }],
    ['on a phone, where nothing is wider than the screen', phone],
  ])('has no serious violation of accessibility %s', async (_name, options) => {
    const world = busyWorld()
    const page = await open(world, '/?error=Refused', options)
    const check = async (part: string) => {
      await settled(page)
      expect(await seriousViolations(page), part).toEqual([])
      expect(await overflow(page), part).toBe(0)
    }
    await page.getByRole('row', { name: /Northwind Sales/ }).waitFor()
    await check('companies')
    await page.getByRole('link', { name: 'Base CRM' }).click()
    for (const part of parts) {
      await page.getByRole('tab', { name: part }).click()
      await check(String(part))
    }
    await page.getByLabel('Id of the record').fill('118201')
    await page.keyboard.press('Enter')
    await page.getByText('Created in Connec!').waitFor()
    const [link] = world.links
    if (link) startRun(world, link)
    await page.getByRole('heading', { name: 'Synchronizing now' }).waitFor()
    await check('running, with an answer')
  })

  test('dialogs and the signed-out page have no serious violation either', async () => {
    const world = busyWorld()
    const page = await open(world, path)
    await page.getByRole('button', { name: 'Unlink Base CRM' }).click()
    await page.getByRole('button', { name: 'Keep the link' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    world.signedIn = false
    await page.reload()
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
  })

  test('on a phone the rows of a table are cards: one cell below the other', async () => {
    const page = await open(busyWorld(), `${path}?show=records`, phone)
    const row = page.getByRole('row', { name: /Zoë Aardvark/ }).first()
    await row.waitFor()
    const cells = await row.getByRole('cell').all()
    const lefts = await Promise.all(cells.map(async (cell) => (await cell.boundingBox())?.x))
    expect(cells.length).toBe(5)
    expect(new Set(lefts).size).toBe(1)
  })

  test('with the keyboard alone a company is linked, switched, synchronized and kept', async () => {
    const world = freshWorld()
    const page = await open(world)
    await page.getByText('Not linked to any application yet.').waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

    await tabTo(page, 'Link this company to Base CRM')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Allow' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Northwind Trading and Base CRM' }).waitFor()

    await tabTo(page, 'Synchronize')
    expect(
      await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBe('solid')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Synchronizing now' }).waitFor()

    await tabTo(page, 'Sharing')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: 'Shared records' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await tabTo(page, 'Items: from Connec! to Base CRM')
    await page.keyboard.press('Space')
    await expect.poll(() => world.deeds.at(-1)).toContain('"item":{"toConnec":true,"toExternal":false}')

    await tabTo(page, 'Unlink Base CRM…')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Keep the link')
    await page.keyboard.press('Escape')
    await expect.poll(() => focused(page)).toBe('Unlink Base CRM…')
  })

  test('going to another page puts the focus on its heading, and the back button goes back', async () => {
    const page = await open(busyWorld())
    await page.getByRole('link', { name: 'Base CRM' }).click()
    await page.getByRole('heading', { level: 1, name: 'Northwind Trading and Base CRM' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor()
  })
})
