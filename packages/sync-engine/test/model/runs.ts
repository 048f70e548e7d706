import type { HintedRecords } from '../../src/read/hinted.js'
import { checkBooks, type World } from '../world.js'
import { type Chronicle, thingOf } from './chronicle.js'
import type { Clocks } from './clocks.js'
import { createLife, type Life } from './mortal.js'
import { editMeanwhile } from './people.js'
import { idIn, recordsOf } from './sides.js'
import type { RunStep } from './step.js'
import { shapes } from './things.js'
import type { Unrest } from './unrest.js'

const LEASE = 30_000

/** What a run step takes. */
export interface Machines {
  readonly world: World
  readonly chronicle: Chronicle
  readonly clocks: Clocks
  readonly unrest: Unrest
}

const only: Partial<Record<RunStep['mode'], string>> = { people: 'person_and_organization', items: 'item' }

/** One run, with all that goes wrong in it; returns how many calls it made. Whoever comes while a dead one still holds the link waits for its lease. */
export async function run(machines: Machines, step: RunStep): Promise<Life['count']> {
  const { world, clocks, unrest } = machines
  const { death, meanwhile } = step
  const life = createLife(world, {
    death,
    beforeCall: async (call) => {
      if (call === meanwhile?.at) await editMeanwhile(world, machines.chronicle, meanwhile)
    },
  })
  const entity = only[step.mode]
  const records = step.mode === 'hinted' ? await hintsOf(machines, step) : undefined
  unrest.begin(step)
  const start = () =>
    world.start({
      store: life.store,
      http: life.http,
      connec: life.connec,
      options: {
        ...(step.mode === 'full' && { full: true }),
        ...(entity !== undefined && { only: [entity] }),
      },
      records,
      settings: {
        leaseMs: LEASE,
        pageSize: step.pageSize,
        firstPageSize: step.pageSize,
        workingSet: step.pageSize % 2 === 0 ? step.pageSize : 3 * step.pageSize,
        batchSize: 3,
        concurrency: 2,
      },
    })
  try {
    let report = await start()
    if (report === undefined) {
      clocks.pass(LEASE + 1)
      report = await start()
      if (report === undefined) throw new Error('the link is held for longer than a lease')
    }
    checkBooks(report)
  } catch (error) {
    if (!life.isOver) throw error
  } finally {
    unrest.end()
  }
  clocks.pass(5_000)
  return life.count
}

async function hintsOf({ world, chronicle }: Machines, { hint }: RunStep): Promise<HintedRecords[]> {
  const { side } = hint
  const named = [...new Set(hint.things.map((number) => thingOf(chronicle, number)))]
  const hints: HintedRecords[] = []
  for (const thing of named) {
    const [record] = thing ? await recordsOf(world, thing, side) : []
    if (thing === undefined || record === undefined) continue
    const { resource, table } = shapes[thing.kind]
    hints.push({ side, resource: side === 'connec' ? resource : table, ids: [idIn(record, side)] })
  }
  return hints
}
