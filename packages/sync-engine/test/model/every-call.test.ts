import { inject, test } from 'vitest'
import { play } from './play.js'
import type { RunStep, Step } from './step.js'

/** Every so many calls are tried; all of them by `run-model.mjs`. */
const STRIDE = 9

const run: RunStep = {
  kind: 'run',
  mode: 'incremental',
  hint: { side: 'connec', things: [] },
  pageSize: 100,
  lists: { order: 0, repeats: 0 },
  troubles: [],
  batches: undefined,
  death: undefined,
  meanwhile: undefined,
}
const make = (
  side: 'connec' | 'external',
  what: 'item' | 'organization' | 'person',
  refersTo?: number,
): Step => ({
  kind: 'make',
  side,
  what,
  refersTo,
})
const edit = (side: 'connec' | 'external', thing: number, ...places: number[]): Step => ({
  kind: 'edit',
  side,
  thing,
  fields: places.map((place) => ({ place, to: 'new' })),
})

/** Creates and references both ways, edits of both sides that merge, and some that clash. */
const before: readonly Step[] = [
  make('connec', 'item'),
  make('external', 'item'),
  run,
  make('connec', 'organization'),
  make('connec', 'person', 0),
  make('external', 'organization'),
  make('external', 'person', 1),
  make('external', 'item', 0),
  make('connec', 'item', 1),
  edit('connec', 0, 0, 1),
  edit('external', 0, 1, 2),
  edit('external', 1, 0),
]
/** Somebody goes on working before anybody has noticed. */
const afterwards: readonly Step[] = [edit('connec', 2, 0), edit('external', 3, 1), edit('connec', 5, 2)]

test('wherever a process dies, what it began is brought to its end', async () => {
  const calls = await play([...before, run])
  const stride = inject('model') ? 1 : STRIDE
  for (let at = 1; at <= calls; at += stride) {
    for (const when of ['before', 'after'] as const)
      await play([...before, { ...run, death: { at, when } }, ...afterwards]).catch((error: unknown) => {
        throw new Error(`the process died ${when} its call number ${at} of ${calls}`, { cause: error })
      })
  }
}, 3_600_000)
