import fc from 'fast-check'
import { inject, test } from 'vitest'
import { play } from './play.js'
import { history } from './step.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** From `run-model.mjs`; absent in ordinary test runs. */
    model?: { runs: number; seed?: number; path?: string }
  }
}

const RUNS = 25
/** A history that goes wrong is made shorter for so long, then shown as it is. */
const LONGEST = 300_000

test('whatever people do and whatever fails, both sides end up equal, and then it is quiet', async () => {
  const { runs: numRuns, ...again } = inject('model') ?? { runs: RUNS, interruptAfterTimeLimit: LONGEST }
  await fc.assert(
    fc.asyncProperty(history, async (steps) => void (await play(steps))),
    { numRuns, ...again },
  )
}, 3_600_000)
