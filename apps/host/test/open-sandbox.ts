import { silentLog } from '../src/logging/create-log.js'
import type { WrittenSettings } from '../src/settings/settings-schema.js'
import { type Host, type StartOptions, startHost } from '../src/start-host.js'
import { type Browser, openBrowser } from './browser.js'
import { openSides } from './open-sides.js'
import { temporaryFolder } from './temporary-folder.js'
import { testSettings } from './test-settings.js'

export interface SandboxOptions {
  settings?: Partial<WrittenSettings>
  start?: StartOptions
}

/** A hub, a Base CRM and a host over real ports, and a browser that is signed in; all gone when it is disposed. */
export async function openSandbox({ settings = {}, start = {} }: SandboxOptions = {}) {
  const folder = await temporaryFolder()
  const sides = await openSides()
  const host = await startHost(testSettings(folder.path, { ...sides.settings, ...settings }), {
    log: silentLog(),
    schedulerMs: 100,
    ...start,
  })
  return {
    hub: sides.hub,
    baseCrm: sides.baseCrm,
    host,
    browser: await signedIn(host),
    async organizationId() {
      return (await host.store.organizations.list())[0]?.id ?? ''
    },
    async [Symbol.asyncDispose]() {
      await host.close()
      await sides[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** A browser with a session of its own. */
export async function signedIn(host: Host): Promise<Browser> {
  const browser = openBrowser()
  const response = await browser.request(await host.signInUrl())
  await response.arrayBuffer()
  return browser
}
