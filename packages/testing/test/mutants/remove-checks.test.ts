import { expect, inject, test } from 'vitest'
import { onlyCaughtBy } from './matrix.js'
import { mutants } from './mutants.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** From `remove-checks.mjs`; absent in ordinary test runs. */
    removeChecks?: boolean
  }
}

test.runIf(inject('removeChecks'))(
  'without any one check a mutant survives',
  async () => {
    const caught = [...(await onlyCaughtBy())]
    for (const [check, survivors] of caught) {
      console.log(`${survivors.length === 0 ? 'REDUNDANT' : 'needed   '} ${check}`)
      for (const survivor of survivors)
        console.log(`            without it survives: a connector that ${survivor}`)
    }
    const needed = caught.filter(([, survivors]) => survivors.length > 0).length
    console.log(`${mutants.length} mutants; ${needed} of ${caught.length} checks cannot be removed`)
    expect(caught.filter(([, survivors]) => survivors.length === 0).map(([check]) => check)).toEqual([])
  },
  3_600_000,
)
