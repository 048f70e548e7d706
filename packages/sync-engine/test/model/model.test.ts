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

const RUNS = 30

test('whatever people do and whatever fails, both sides end up equal, and then it is quiet', async () => {
  const { runs: numRuns = RUNS, ...again } = inject('model') ?? {}
  await fc.assert(
    fc.asyncProperty(history, async (steps) => void (await play(steps))),
    { numRuns, ...again },
  )
}, 3_600_000)
