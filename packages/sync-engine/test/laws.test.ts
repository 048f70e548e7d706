import { isPlainObject, otherSide, type PlainRecord, type Side } from '@duet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreedState } from '../src/apply/agreed-state.js'
import type { Work } from '../src/apply/work.js'
import { flatten, type Image, type PlanInput, plan } from '../src/index.js'
import { isWrite } from '../src/plan/operation.js'
import { agreedOn, inputOf, paired, prepared, seen } from './planning.js'

const SIDES: readonly Side[] = ['connec', 'external']

/** What both sides can say, in the application's fields; part_number and unit have policies of their own. */
const text = fc.constantFrom('', 'a', 'b', 'c')
const thing = fc.record({
  title: text,
  text,
  serial: text,
  owner: text,
  prices: fc.constantFrom<PlainRecord[]>(
    [],
    [{ amount: 1, currency: 'GBP' }],
    [{ amount: 2, currency: 'EUR' }],
  ),
})
const moment = fc
  .integer({ min: 0, max: 60 })
  .map((second) => new Date(Date.UTC(2026, 2, 2, 8, 0, second)).toISOString())

/** The same thing as the hub holds it. */
const atHub = (fields: PlainRecord): PlainRecord => prepared.draftOf('external', fields)

interface Sides {
  connec: PlainRecord
  external: PlainRecord
}

/** Carries out a plan on plain records, and agrees on the result. */
function carryOut(input: PlanInput, sides: Sides) {
  const decided = plan(input)
  const after: Sides = { ...sides }
  const answers: Record<Side, Image | undefined> = { connec: undefined, external: undefined }
  const results: Work['results'] = {}
  for (const side of SIDES) {
    const operation = decided[side]
    if (!isWrite(operation)) continue
    const to = otherSide(side)
    after[to] = merged(after[to], operation.draft)
    results[side] = { kind: 'written', id: to, answer: undefined }
    answers[to] = flatten(prepared.draftOf(to, after[to]))
  }
  const { idMap } = input
  const work: Work = { pairing: { prepared, idMap }, input, plan: decided, results }
  const old = idMap ?? paired()
  return { decided, after, agreed: agreedState(work, { old, answers }) }
}

function merged(record: PlainRecord, changes: PlainRecord): PlainRecord {
  const result: Record<string, unknown> = { ...record }
  for (const [key, value] of Object.entries(changes)) {
    const inner = result[key]
    result[key] = isPlainObject(value) ? merged(isPlainObject(inner) ? inner : {}, value) : value
  }
  return result
}

const considered = ({ connec, external }: Sides, times: readonly [string, string]) => ({
  connec: seen('connec', connec, { updatedAt: times[0] }),
  external: seen('external', external, { updatedAt: times[1] }),
})

test('a plan that was carried out leaves nothing to do', () => {
  fc.assert(
    fc.property(thing, thing, thing, fc.tuple(moment, moment), (base, left, right, times) => {
      const idMap = agreedOn(atHub(base), base)
      const sides = { connec: atHub(left), external: right }
      const { after, agreed } = carryOut(inputOf({ ...considered(sides, times), idMap }), sides)
      const again = plan(inputOf({ ...considered(after, times), idMap: { ...idMap, ...agreed } }))
      expect(again.connec).toEqual({ kind: 'unchanged', side: 'connec' })
      expect(again.external).toEqual({ kind: 'unchanged', side: 'external' })
      expect(again.conflicts).toEqual([])
    }),
  )
})

test('a new record that was created leaves nothing to do', () => {
  fc.assert(
    fc.property(thing, (fields) => {
      const sides = { connec: {}, external: fields }
      const input = inputOf({ external: seen('external', fields) })
      const { after, agreed } = carryOut(input, sides)
      const idMap = { ...agreedOn({}, {}), ...agreed }
      const again = plan(
        inputOf({ ...considered(after, ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z']), idMap }),
      )
      expect(again.connec).toEqual({ kind: 'unchanged', side: 'connec' })
      expect(again.external).toEqual({ kind: 'unchanged', side: 'external' })
    }),
  )
})

test('edits of different fields all survive, on both sides', () => {
  const fields = ['title', 'text', 'serial', 'owner'] as const
  fc.assert(
    fc.property(
      thing,
      fc.uniqueArray(fc.constantFrom(...fields), { minLength: 2 }),
      fc.tuple(moment, moment),
      (base, changed, times) => {
        const half = Math.ceil(changed.length / 2)
        const edit = (names: readonly string[], value: string) =>
          Object.fromEntries(names.map((name) => [name, value]))
        const edits = {
          left: edit(changed.slice(0, half), 'left'),
          right: edit(changed.slice(half), 'right'),
        }
        const sides = { connec: atHub({ ...base, ...edits.left }), external: { ...base, ...edits.right } }
        const idMap = agreedOn(atHub(base), base)
        const { after, decided } = carryOut(inputOf({ ...considered(sides, times), idMap }), sides)
        expect(after.external).toMatchObject({ ...edits.left, ...edits.right })
        expect(after.connec).toMatchObject(atHub({ ...edits.left, ...edits.right }))
        expect(decided.conflicts).toEqual([])
      },
    ),
  )
})

test('nothing that was filled in becomes blank, unless the row says so', () => {
  fc.assert(
    fc.property(thing, thing, thing, fc.tuple(moment, moment), (base, left, right, times) => {
      const sides = { connec: atHub(left), external: right }
      const idMap = agreedOn(atHub(base), base)
      const { after } = carryOut(inputOf({ ...considered(sides, times), idMap }), sides)
      for (const field of ['title', 'text', 'owner'] as const)
        if (right[field] !== '') expect(after.external[field]).not.toBe('')
      expect(Object.keys(flatten(after.connec))).toEqual(
        expect.arrayContaining(Object.keys(flatten(atHub(left))).filter((leaf) => leaf !== 'serial_number')),
      )
    }),
  )
})

test('the plan does not depend on which side is looked at first', () => {
  fc.assert(
    fc.property(thing, thing, fc.tuple(moment, moment), (base, right, times) => {
      const idMap = agreedOn(atHub(base), base)
      const input = inputOf({ ...considered({ connec: atHub(base), external: right }, times), idMap })
      const alone = plan({ ...input, connec: undefined })
      expect(plan(input).external).toEqual(alone.external)
    }),
  )
})
