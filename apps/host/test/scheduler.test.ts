import { expect, test } from 'vitest'
import { silentLog } from '../src/logging/create-log.js'
import { openContext } from '../src/open-context.js'
import { scheduleDueLinks, wakeWaitingLinks } from '../src/scheduler.js'
import { onEachDatabase } from './databases.js'
import { temporaryFolder } from './temporary-folder.js'
import { testSettings } from './test-settings.js'

onEachDatabase((openDatabase) => {
  test('a link that is due is claimed by one of several hosts, once an interval (B17)', async () => {
    await using database = await openDatabase()
    await using folder = await temporaryFolder()
    const settings = testSettings(folder.path, { ...database.settings, connectorPackages: [] })
    await using first = await openContext(settings, { log: silentLog() })
    await using second = await openContext(settings, { log: silentLog() })
    const now = Date.now()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const { id } = await first.store.organizations.create({ tenant: 'main', uid: `cld-${n}`, name: `${n}` })
      const link = await first.store.links.create({
        organizationId: id,
        connector: 'basecrm',
        nextRunAt: now - 1,
        intervalMs: 60_000,
      })
      ids.push(link.id)
    }
    const claims = await Promise.all(
      [first, second, first, second].map((context) => scheduleDueLinks(context, now)),
    )
    expect(claims.flat().sort()).toEqual(ids.sort())
    for (const id of ids) {
      expect(await second.store.requests.pendingFor(id)).toMatchObject([{ kind: 'run', trigger: 'schedule' }])
      const { nextRunAt } = (await first.store.links.byId(id)) ?? {}
      expect(nextRunAt).toBeGreaterThanOrEqual(now + 54_000)
      expect(nextRunAt).toBeLessThanOrEqual(now + 66_000)
    }
    // still busy at its next turn: asked already, so not asked again
    await scheduleDueLinks(first, now + 120_000)
    expect(await first.store.requests.pendingFor(ids[0] ?? '')).toHaveLength(1)
    expect(await first.queue.counts()).toMatchObject({ waiting: 5 })
  })

  test('what was asked before a host was killed wakes a worker at the next start', async () => {
    await using database = await openDatabase()
    await using folder = await temporaryFolder()
    const settings = testSettings(folder.path, { ...database.settings, connectorPackages: [] })
    await using context = await openContext(settings, { log: silentLog() })
    const { id: organizationId } = await context.store.organizations.create({
      tenant: 'main',
      uid: 'cld-1',
      name: 'A',
    })
    const { id: linkId } = await context.store.links.create({ organizationId, connector: 'basecrm' })
    await context.store.requests.add([
      { linkId, kind: 'run', trigger: 'manual', options: {}, records: [], at: 1 },
    ])
    await wakeWaitingLinks(context)
    expect(await context.queue.counts()).toMatchObject({ waiting: 1 })
  })
})
