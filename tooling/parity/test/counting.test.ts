import { expect, test } from 'vitest'
import { holds } from '../src/condition.js'
import { type Deviations, deviationList, staleEntries } from '../src/deviations.js'
import type { Outcome, Runner } from '../src/runner.js'
import { judge } from '../src/verdict.js'

const runnerOf = (outcome: Outcome): Runner => ({
  file: 'x.json',
  required: true,
  run: async () => outcome,
})
const verdict = (name: string, outcome: Outcome, deviations: Deviations = [], rest: object = {}) =>
  judge(runnerOf(outcome), { name, ...rest }, deviations)

const listed = deviationList.parse([
  {
    file: 'x.json',
    when: [{ path: 'input.phone', is: 'blank' }],
    differs: '^phone: ',
    because: 'An empty phone is left out where the old code raised.',
    defect: 'B20',
  },
])

test('what is equal is the same', async () => {
  expect(await verdict('a', { differences: [] })).toEqual({ kind: 'same' })
})

test('a difference nobody explains differs', async () => {
  expect(await verdict('a', { differences: ['phone: gone'] })).toEqual({
    kind: 'differs',
    what: 'phone: gone',
  })
})

test('a deviation explains only what it is about', async () => {
  const without = { input: { phone: '' } }
  expect(await verdict('a', { differences: ['phone: gone'] }, listed, without)).toEqual({
    kind: 'listed',
    by: 'B20',
  })
  expect(
    await verdict('a', { differences: ['phone: gone'] }, listed, { input: { phone: '1' } }),
  ).toMatchObject({
    kind: 'differs',
  })
  expect(await verdict('a', { differences: ['phone: gone', 'name: gone'] }, listed, without)).toEqual({
    kind: 'differs',
    what: 'name: gone',
  })
})

test('a vector that shows a defect must not be the same', async () => {
  expect(await verdict('a (reference bug)', { differences: [] })).toMatchObject({ kind: 'differs' })
  expect(await verdict('a (reference bug)', { differences: ['calls: none'] })).toEqual({ kind: 'better' })
  expect(await verdict('a (reference bug)', { differences: [], avoided: 'the input is unchanged' })).toEqual({
    kind: 'better',
  })
})

test('where the old code raised, a typed failure is better and an untyped error is a difference', async () => {
  const raised = { expected: { error: { class: 'NoMethodError', message: 'nil' } } }
  expect(await verdict('a', { differences: [] }, [], raised)).toEqual({ kind: 'better' })
  expect(await verdict('a', { differences: [], untyped: 'TypeError' }, [], raised)).toMatchObject({
    kind: 'differs',
  })
})

test('a runner that breaks is a difference, never a vector less', async () => {
  const broken: Runner = {
    file: 'x.json',
    required: true,
    run: async () => {
      throw new Error('broken')
    },
  }
  expect(await judge(broken, { name: 'a' }, [])).toMatchObject({ kind: 'differs' })
})

test('an entry is stale when the vector it names is the same after all', () => {
  const named = deviationList.parse([
    { file: 'x.json', names: ['a'], differs: '.', because: 'It was different once.', decision: '0002' },
  ])
  expect(staleEntries(named, { file: 'x.json', same: new Set(['a']) })).toHaveLength(1)
  expect(staleEntries(named, { file: 'x.json', same: new Set(['b']) })).toEqual([])
  expect(staleEntries(listed, { file: 'x.json', same: new Set(['a']) })).toEqual([])
})

test('conditions look at any of the values their path leads to', () => {
  const vector = { name: 'a', list: [{ at: '2026' }, { at: null }], n: 4 }
  expect(holds({ path: 'list.*.at', is: 'null' }, vector)).toBe(true)
  expect(holds({ path: 'list.*.at', matches: '^20' }, vector)).toBe(true)
  expect(holds({ path: 'n', equals: 4 }, vector)).toBe(true)
  expect(holds({ path: 'gone.deeper', is: 'absent' }, vector)).toBe(true)
  expect(holds({ path: 'n', is: 'text' }, vector)).toBe(false)
  expect(holds({ path: 'n', is: 'text', not: true }, vector)).toBe(true)
  expect(holds({ path: 'list.*.at', is: 'null', not: true }, vector)).toBe(false)
})
