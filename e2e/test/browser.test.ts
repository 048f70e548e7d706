import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freeBasePort, type Running, startProgram } from './start-program.js'

const places = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const chromiumPath = places.find((place) => place !== '' && existsSync(place))
/** Where to leave pictures for a person to look at; none are taken without it. */
const pictures = process.env.DUET_PICTURES
const LONG = 900_000
/** At the real pace the first synchronization waits for most of a minute, and an edit for half of one. */
const FAST = ['--requests-per-second', '200', '--every', '5']
const FIRST_RUN_MS = 400_000
const ARRIVAL_MS = 240_000

describe.skipIf(!chromiumPath)('in Chromium (skipped without one: set CHROMIUM_PATH)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'duet-browser-'))
  let tour: Running
  let browser: Browser
  let duet: Page
  let sandbox: Page

  beforeAll(async () => {
    const port = await freeBasePort()
    tour = startProgram(['--port', String(port), '--folder', folder, ...FAST])
    browser = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-dev-shm-usage',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    context.setDefaultTimeout(120_000)
    duet = await context.newPage()
    sandbox = await context.newPage()
    const [, signInUrl = ''] = await tour.printed(/(http:\/\/localhost:\d+\/sign-in\?token=\S+)/)
    await duet.goto(signInUrl)
    await sandbox.goto(`http://localhost:${port + 100}`)
  }, LONG)

  afterAll(async () => {
    await browser?.close()
    await tour?.stop()
    rmSync(folder, { recursive: true, force: true })
  }, LONG)

  const picture = async (page: Page, name: string) => {
    if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true })
  }

  const allow = async () => {
    await duet.getByRole('button', { name: 'Allow' }).waitFor()
    await picture(duet, 'consent')
    await duet.getByRole('button', { name: 'Allow' }).click()
    await duet.getByText('Linked', { exact: true }).first().waitFor()
  }

  /** Edits the person found on one side of the sandbox page, once the list shows what was searched for. */
  const editPerson = async (side: string, search: string, field: string, value: string) => {
    await sandbox.getByRole('searchbox').fill(search)
    await sandbox.locator(`section[data-side="${side}"] li button`, { hasText: search }).first().click()
    await sandbox.getByRole('dialog').getByLabel(field).fill(value)
    await sandbox.getByRole('button', { name: 'Save' }).click()
    await sandbox.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  const arrived = (side: string, value: string) =>
    sandbox
      .locator(`section[data-side="${side}"] li`, { hasText: value })
      .first()
      .waitFor({ timeout: ARRIVAL_MS })

  test('from the sign-in link to a finished synchronization', { timeout: LONG }, async () => {
    await picture(duet, 'companies')
    await duet.getByRole('button', { name: 'Link this company to Base CRM' }).click()
    await allow()
    await picture(duet, 'first-run')
    await duet.getByText('Succeeded').first().waitFor({ timeout: FIRST_RUN_MS })
    await picture(duet, 'link')
  })

  test('an edit in Base CRM arrives in the hub, and the other way round', { timeout: LONG }, async () => {
    await editPerson('basecrm', 'person3@mail.example', 'Job title', 'Ferry captain')
    await arrived('hub', 'Ferry captain')
    await editPerson('hub', 'person6@mail.example', 'Phone', '+47 5550 4711')
    await arrived('basecrm', '+47 5550 4711')
    await picture(sandbox, 'sandbox')
  })

  test('linked to a second application, an edit in Base CRM arrives there too', {
    timeout: LONG,
  }, async () => {
    await duet.goto(new URL('/', duet.url()).href)
    await duet.getByRole('button', { name: 'Link this company to Example CRM' }).click()
    await allow()
    await duet.getByText('Succeeded').first().waitFor({ timeout: FIRST_RUN_MS })
    await editPerson('basecrm', 'person9@mail.example', 'Job title', 'Lighthouse keeper')
    await arrived('example-crm', 'Lighthouse keeper')
    await picture(sandbox, 'three-sides')
  })

  test('records, history and why are there to look at, without serious accessibility faults', {
    timeout: LONG,
  }, async () => {
    for (const [tab, shot] of [
      ['Records', 'records'],
      ['History', 'history'],
      [/^Inbox/, 'inbox'],
    ] as const) {
      await duet.getByRole('tab', { name: tab }).click()
      await duet.locator('[aria-busy]').first().waitFor({ state: 'detached' })
      await picture(duet, shot)
    }
    for (const page of [duet, sandbox]) {
      await page.evaluate(axe.source)
      const serious = await page.evaluate(async () => {
        const run: () => Promise<{ violations: { id: string; impact: string | null }[] }> = Reflect.get(
          globalThis,
          'axe',
        ).run
        const { violations } = await run()
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id }) => id)
      })
      expect(serious).toEqual([])
    }
  })

  test('Ctrl-C stops all of it, and a second start continues', { timeout: LONG }, async () => {
    const { code } = await tour.stop()
    expect(code).toBe(0)
    const port = await freeBasePort()
    tour = startProgram(['--port', String(port), '--folder', folder, ...FAST])
    const [, signInUrl = ''] = await tour.printed(/(http:\/\/localhost:\d+\/sign-in\?token=\S+)/)
    await duet.goto(signInUrl)
    await duet.getByText('Base CRM').first().waitFor()
    await sandbox.goto(`http://localhost:${port + 100}`)
    await sandbox.getByRole('searchbox').fill('person9@mail.example')
    await arrived('example-crm', 'Lighthouse keeper')
  })
})
