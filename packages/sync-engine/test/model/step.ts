import type { Side } from '@duet/core'
import fc from 'fast-check'
import type { Death } from './mortal.js'
import type { Kind } from './things.js'

/** Something that goes wrong with requests while a run goes on. */
export interface Trouble {
  readonly of: Side
  readonly kind: 'limited' | 'failing' | 'refused' | 'lost answer' | 'broken answer' | 'maintenance'
  readonly on: 'reads' | 'writes'
  readonly after: number
  readonly times: number
}

/** What becomes of single operations of the hub's batches: refused, failed, carried out but answered badly, not answered. */
export interface BatchTrouble {
  readonly kind: 'rejected' | 'failed' | 'lost' | 'cut off'
  /** Which operation of each batch, from its start. */
  readonly at: number
  /** How many batches. */
  readonly times: number
}

/** How lists come. */
export interface Lists {
  readonly order: number
  readonly repeats: number
}

export interface RunStep {
  readonly kind: 'run'
  readonly mode: 'incremental' | 'full' | 'people' | 'items' | 'hinted'
  /** Which things a hint names, and on which side. */
  readonly hint: { readonly side: Side; readonly things: readonly number[] }
  readonly pageSize: number
  readonly lists: Lists
  readonly troubles: readonly Trouble[]
  readonly batches: BatchTrouble | undefined
  readonly death: Death | undefined
  /** Somebody edits a person, just before the run makes this call. */
  readonly meanwhile: { readonly at: number; readonly side: Side; readonly thing: number } | undefined
}

export type Step =
  | { readonly kind: 'make'; readonly side: Side; readonly what: Kind; readonly refersTo: number | undefined }
  | {
      readonly kind: 'edit'
      readonly side: Side
      readonly thing: number
      /** Places of fields, and what becomes of them: a number is a value of a few, so that equal ones meet. */
      readonly fields: readonly { readonly place: number; readonly to: 'new' | 'nothing' | number }[]
    }
  | { readonly kind: 'refer'; readonly side: Side; readonly thing: number; readonly to: number }
  | { readonly kind: 'delete' | 'archive' | 'restore' | 'switch off' | 'switch on'; readonly thing: number }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'skew'; readonly side: Side; readonly seconds: number }
  | RunStep

const side = fc.constantFrom<Side>('external', 'connec')
const thing = fc.nat({ max: 7 })
const few = (max: number) => fc.nat({ max })

const when = fc.constantFrom<Death['when']>('before', 'after')
const death: fc.Arbitrary<Death> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      among: fc.constant('changes' as const),
      at: fc.integer({ min: 1, max: 25 }),
      when,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      among: fc.constant('all calls' as const),
      at: fc.integer({ min: 1, max: 120 }),
      when,
    }),
  },
)
const trouble: fc.Arbitrary<Trouble> = fc.record({
  of: side,
  kind: fc.constantFrom('lost answer', 'refused', 'failing', 'limited', 'broken answer', 'maintenance'),
  on: fc.constantFrom('writes', 'reads'),
  after: few(3),
  times: fc.integer({ min: 1, max: 4 }),
})
const batches: fc.Arbitrary<BatchTrouble> = fc.record({
  kind: fc.constantFrom('lost', 'rejected', 'failed', 'cut off'),
  at: few(2),
  times: fc.integer({ min: 1, max: 3 }),
})

const run: fc.Arbitrary<RunStep> = fc.record({
  kind: fc.constant('run'),
  mode: fc.oneof(
    { weight: 5, arbitrary: fc.constant('incremental' as const) },
    { weight: 3, arbitrary: fc.constantFrom('hinted', 'full', 'people', 'items') },
  ),
  hint: fc.record({ side, things: fc.array(thing, { minLength: 1, maxLength: 3 }) }),
  pageSize: fc.constantFrom(100, 2, 3),
  lists: fc.record({ order: few(3), repeats: few(1) }),
  troubles: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(trouble, { minLength: 1, maxLength: 2 }) },
  ),
  batches: fc.option(batches, { freq: 3, nil: undefined }),
  death: fc.option(death, { freq: 2, nil: undefined }),
  meanwhile: fc.option(fc.record({ at: fc.integer({ min: 1, max: 80 }), side, thing }), {
    freq: 2,
    nil: undefined,
  }),
})

const change = fc.record({
  place: few(4),
  to: fc.oneof(
    { weight: 4, arbitrary: fc.constant('new' as const) },
    { weight: 2, arbitrary: fc.nat({ max: 1 }) },
    { weight: 1, arbitrary: fc.constant('nothing' as const) },
  ),
})

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('make' as const),
      side,
      what: fc.constantFrom<Kind>('item', 'organization', 'person', 'lead'),
      refersTo: fc.option(thing, { nil: undefined }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      side,
      thing,
      fields: fc.array(change, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 8, arbitrary: run },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('refer' as const), side, thing, to: thing }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom<'delete' | 'archive' | 'restore' | 'switch off' | 'switch on'>(
        'archive',
        'restore',
        'switch off',
        'switch on',
        'delete',
      ),
      thing,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: few(4000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('skew' as const),
      side,
      seconds: fc.integer({ min: -600, max: 600 }),
    }),
  },
)

/** What people, machines and time do, one after the other. */
export const history: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 4, maxLength: 30, size: 'max' })
