import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { servePage } from './serve-page.js'
import type { World } from './stub-world.js'

const places = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser of this machine; the tests of this folder are skipped where there is none. */
export const chromiumPath = places.find((place) => place !== '' && existsSync(place))

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a browser for the tests of a file; the answer opens the page on a world, closed when the test ends. */
export function withBrowser() {
  // a browser beside other test files on a small machine takes its time
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ ...(chromiumPath ? { executablePath: chromiumPath } : {}), args })
  })
  afterAll(() => browser.close())
  return async (world: World, path = '/', options: BrowserContextOptions = {}): Promise<Page> => {
    const { url, close } = await servePage(world)
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
    onTestFinished(async () => {
      await context.close()
      await close()
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(url + path)
    return page
  }
}

/** A phone of the smaller kind. */
export const phone: BrowserContextOptions = {
  viewport: { width: 375, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
}
