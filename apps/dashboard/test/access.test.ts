import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chromiumPath, phone, withBrowser } from './browser.js'
import { endPlan, newPlan } from './stub-plan.js'
import { startRun } from './stub-run.js'
import { busyWorld, freshWorld } from './stub-world.js'

const path = '/organizations/o1/links/link-basecrm'
const parts = ['Sharing', 'Records', /^Inbox/, 'History', 'Plan', 'Why?']
const wide = { width: 1280, height: 900 }
const narrow = { width: 375, height: 740 }

const CONTRAST = 'color-contrast'

/** What axe finds serious on the page as it stands: by contrast alone, by all else, or by everything. */
async function seriousViolations(
  page: Page,
  about: 'contrast' | 'all but contrast' | 'all',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(about === 'contrast' && { runOnly: [CONTRAST] }),
    ...(about === 'all but contrast' && { rules: { [CONTRAST]: { enabled: false } } }),
  }
  return await page.evaluate(async (given) => {
    // axe.source put it into the window of the page
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(given)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  }, options)
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

  test('nothing on it is a serious violation of accessibility, in light, in dark and on a phone', async () => {
    const world = busyWorld()
    newPlan(world, {})
    endPlan(world)
    const page = await open(world, '/?error=Refused', {})
    const scheme = async (colorScheme: 'light' | 'dark') => {
      await page.emulateMedia({ colorScheme })
      await page.waitForFunction(
        (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
        colorScheme,
      )
    }
    const check = async (part: string) => {
      await settled(page)
      expect(await seriousViolations(page, 'all'), part).toEqual([])
      expect(await overflow(page), part).toBe(0)
      await scheme('dark')
      expect(await seriousViolations(page, 'contrast'), `${part}, dark`).toEqual([])
      await scheme('light')
      await page.setViewportSize(narrow)
      expect(await seriousViolations(page, 'all but contrast'), `${part}, phone`).toEqual([])
      expect(await overflow(page), `${part}, phone: nothing is wider than the screen`).toBe(0)
      await page.setViewportSize(wide)
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

    await page.getByRole('tab', { name: 'Plan' }).click()
    await page.getByRole('button', { name: /^Show the plan of/ }).click()
    await page.getByRole('heading', { name: 'Record by record' }).waitFor()
    await check('a plan')
    await page.getByRole('tab', { name: 'Sharing' }).click()
    await page.getByRole('button', { name: 'Unlink Base CRM' }).click()
    await page.getByRole('button', { name: 'Keep the link' }).waitFor()
    await check('a dialog')
    world.signedIn = false
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
    await check('signed out')
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
