import { UnequalResultsError } from '../measure/equal.js'
import { rounded } from '../measure/round.js'
import type { Suite, SuiteResult } from '../suite.js'
import { createWorld } from '../world/world.js'
import { scansOf } from './scans-of.js'
import { seedIdMaps } from './seed-id-maps.js'

const ID_MAPS = 1_000_000
/** Fewer than a page: what the first run wrote may be read once more. */
const SHARED = 50
const names = {
  writes: 'quiet: writes to either side',
  pages: 'quiet: pages per entity and side',
  scans: 'quiet: statements that scan the id maps',
}

/** A run in which nothing changed, on a link that shares a million records. */
export const quiet: Suite = {
  name: 'quiet',
  targets: [
    { name: names.writes, target: '0', holds: (value) => value === 0 },
    { name: names.pages, target: '≤ 1', holds: (value) => value <= 1 },
    { name: names.scans, target: '0', holds: (value) => value === 0 },
  ],
  limitMinutes: { quick: 2, full: 10 },
  async run({ scale, say, postgresUrl }): Promise<SuiteResult> {
    const idMaps = scale(ID_MAPS)
    await using world = await createWorld({ postgresUrl, contacts: SHARED })
    await world.run()
    await seedIdMaps(world.store, world.linkId, idMaps)
    const count = await world.store.idMaps.count(world.linkId)
    if (count !== idMaps + SHARED)
      throw new UnequalResultsError(`Failed to measure a quiet run: there are ${count} id maps.`)
    say(`${count} id maps`)
    for (let writes = 1; writes > 0; ) {
      const { writesToConnec, writesToExternal } = await world.run()
      writes = writesToConnec + writesToExternal
    }
    await Promise.all([world.application.ask('reset'), world.hub.ask('reset')])
    const run = await world.run()
    const [application, hub] = [await world.application.stats(), await world.hub.stats()]
    const scans = await scansOf(world.store, run.idMapStatements, idMaps)
    const size = `${count} id maps`
    const calls = (application.reads ?? 0) + (hub.reads ?? 0)
    return {
      figures: {
        'API calls': calls + (application.writes ?? 0) + (hub.writes ?? 0),
        statements: run.statements,
        'statements on id maps': run.idMapStatements.length,
        'statements that scan them': scans.length,
        'processor time, ms': rounded(run.cpuMs),
        ms: rounded(run.wallMs),
      },
      measured: {
        [names.writes]: {
          size,
          value: run.writesToConnec + run.writesToExternal + (application.writes ?? 0) + (hub.writes ?? 0),
        },
        [names.pages]: { size, value: Math.max(application.pages ?? 0, hub.pages ?? 0) },
        [names.scans]: {
          size: `${size}, ${run.idMapStatements.length} statements explained${scans.map((plan) => `; ${plan}`).join('')}`,
          value: scans.length,
        },
      },
    }
  },
}
