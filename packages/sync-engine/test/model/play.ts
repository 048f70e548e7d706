import { expect } from 'vitest'
import { createWorld, type World } from '../world.js'
import { emptyChronicle } from './chronicle.js'
import { createClocks } from './clocks.js'
import type { Life } from './mortal.js'
import { edit, endOrRevive, make, refer } from './people.js'
import { type Machines, run } from './runs.js'
import type { Step } from './step.js'
import { createUnrest } from './unrest.js'
import { checkWhatHolds } from './what-holds.js'

const DAY = 24 * 3_600_000
/** Five attempts of a failed record, and some for what follows from them. */
const MOST_RUNS = 12

/**
 * Plays a history in a world of its own, waits until it is quiet there, and checks what must hold then. Returns how
 * many calls the last run of the history made.
 */
export async function play(steps: readonly Step[]): Promise<Life['count'] | undefined> {
  await using world = await createWorld({
    entities: {
      person_and_organization: { toConnec: true, toExternal: true },
      item: { toConnec: true, toExternal: true },
    },
  })
  const machines: Machines = {
    world,
    chronicle: emptyChronicle(),
    clocks: createClocks(world),
    unrest: createUnrest(world),
  }
  let calls: Life['count'] | undefined
  for (const step of steps) calls = (await take(machines, step)) ?? calls
  await calmDown(machines)
  await checkWhatHolds(machines)
  return calls
}

/** The calls it made, where it was a run. */
async function take(machines: Machines, step: Step): Promise<Life['count'] | undefined> {
  if (step.kind === 'run') return await run(machines, step)
  await act(machines, step)
  return undefined
}

async function act(
  { world, chronicle, clocks }: Machines,
  step: Exclude<Step, { kind: 'run' }>,
): Promise<void> {
  switch (step.kind) {
    case 'make':
      return await make(world, chronicle, step)
    case 'edit':
      return await edit(world, chronicle, step)
    case 'refer':
      return await refer(world, chronicle, step)
    case 'pass':
      return clocks.pass(step.seconds * 1000)
    case 'skew':
      return clocks.skew(step.side, step.seconds * 1000)
    default:
      return await endOrRevive(world, chronicle, step)
  }
}

/** Runs until one has nothing to do, and sees that the next ones have nothing to do either, whatever they look at. */
async function calmDown({ world, clocks }: Machines): Promise<void> {
  for (let runs = 0; runs < MOST_RUNS; runs += 1) {
    clocks.pass(DAY)
    const { status, totals } = await world.run()
    if (status === 'succeeded' && totals.writesToConnec + totals.writesToExternal === 0) break
  }
  await expectNoEcho(world)
}

async function expectNoEcho(world: World): Promise<void> {
  for (const options of [{}, { full: true }]) {
    const { status, totals } = await world.run({ options })
    expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0, failed: 0 })
    expect(status).toBe('succeeded')
  }
}
