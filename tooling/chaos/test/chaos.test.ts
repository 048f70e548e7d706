import { expect, test } from 'vitest'
import { chaosOn } from '../src/chaos-on.js'
import { chaosOptions } from '../src/options.js'
import { holds, printable } from '../src/report.js'

test('people work on both sides, workers are killed, and nothing is lost, doubled or left waiting', async () => {
  const outcome = await chaosOn({ database: { name: 'sqlite' }, kills: 2, seed: 1, say: () => {} })
  expect(outcome).toMatchObject({
    kills: 2,
    duplicates: [],
    lost: [],
    differences: [],
    stuck: [],
    writesAfterQuiet: 0,
  })
  expect(outcome.edits).toBeGreaterThan(30)
  expect(outcome.runs).toBeGreaterThan(3)
}, 120_000)

test('one lost edit is enough not to hold', () => {
  const quiet = { kills: 3, serverCrashes: 0, edits: 9, runs: 4, writesAfterQuiet: 0 }
  const nothing = { duplicates: [], lost: [], differences: [], stuck: [] }
  const fine = printable(new Map([['sqlite', { ...quiet, ...nothing }]]))
  expect(holds(fine.figures)).toBe(true)
  const broken = printable(new Map([['sqlite', { ...quiet, ...nothing, lost: ['a title'] }]]))
  expect(holds(broken.figures)).toBe(false)
  expect(broken.problems).toEqual(['sqlite, lost: a title'])
})

test('a store that could not be tried is said, not counted', () => {
  const skipped = printable(new Map([['postgres', { skipped: 'PostgreSQL is not installed' }]]))
  expect(skipped.words).toContain('postgres: skipped, PostgreSQL is not installed')
  expect(holds(skipped.figures)).toBe(false)
})

test('wrong arguments are refused in words', () => {
  expect(() => chaosOptions(['--kills', 'many'])).toThrow(/"many" is not a whole number/)
  expect(() => chaosOptions(['--store', 'mysql'])).toThrow(/Use "sqlite" or "postgres"/)
})
