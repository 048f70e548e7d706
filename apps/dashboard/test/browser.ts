import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { type PageServer, servePage } from './serve-page.js'
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

/** Everybody sees the page so, unless a test says otherwise. */
const visitor: BrowserContextOptions = { locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' }

/**
 * Starts a browser and a server for the tests of a file; the answer opens the page on a world. The tests share one
 * window, so that the page's scripts are read once; one with options of its own gets its own.
 */
export function withBrowser() {
  // a browser beside other test files on a small machine takes its time
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
  let browser: Browser
  let server: PageServer
  let shared: Page
  const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ ...visitor, ...options })
    context.setDefaultTimeout(60_000)
    return await context.newPage()
  }
  beforeAll(async () => {
    server = await servePage()
    browser = await chromium.launch({ ...(chromiumPath ? { executablePath: chromiumPath } : {}), args })
    shared = await newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  return async (world: World, path = '/', options?: BrowserContextOptions): Promise<Page> => {
    const page = options ? await newPage(options) : shared
    onTestFinished(async () => {
      await page.unrouteAll({ behavior: 'ignoreErrors' })
      if (options) await page.context().close()
      else await page.goto('about:blank')
    })
    await page.goto(server.show(world) + path)
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
