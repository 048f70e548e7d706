import { expect, inject, test } from 'vitest'
import { play } from './play.js'
import type { RunStep, Step } from './step.js'

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

/** What is done before the run in which the process dies, and what people do before anybody has noticed. */
interface Scenario {
  readonly name: string
  readonly before: readonly Step[]
  readonly afterwards: readonly Step[]
}

const scenarios: readonly Scenario[] = [
  {
    name: 'in the first synchronization',
    before: [make('external', 'item'), make('external', 'person'), make('connec', 'item')],
    afterwards: [edit('connec', 0, 0, 2), edit('connec', 1, 0), edit('external', 2, 0, 1)],
  },
  {
    name: 'while creates, references, edits that merge and edits that clash go both ways',
    before: [
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
    ],
    afterwards: [edit('connec', 2, 0), edit('external', 3, 1), edit('connec', 5, 0, 2)],
  },
]

/** Dying before a change is dying after the one before; the long way round tries every call, and both. */
const [among, whens] = inject('model')
  ? (['all calls', ['before', 'after']] as const)
  : (['changes', ['after']] as const)

for (const { name, before, afterwards } of scenarios) {
  test(`wherever a process dies ${name}, what it began is brought to its end`, async () => {
    const last = (await play([...before, run]))?.[among] ?? 0
    expect(last).toBeGreaterThan(10)
    for (let at = 1; at <= last; at += 1) {
      for (const when of whens)
        await play([...before, { ...run, death: { at, when, among } }, ...afterwards]).catch(
          (error: unknown) => {
            throw new Error(`the process died ${when} number ${at} of ${last} ${among}`, { cause: error })
          },
        )
    }
  }, 3_600_000)
}
