import { expect, test } from 'vitest'
import { compare } from '../src/measure/compare.js'
import { assertEqual, UnequalResultsError } from '../src/measure/equal.js'
import { benchOptions } from '../src/options.js'
import { plotsOf } from '../src/page/plots-of.js'
import { pageOf } from '../src/page/write-page.js'
import { reportOf } from '../src/report.js'
import type { Suite } from '../src/suite.js'
import { suites } from '../src/suites.js'
import { timeFor } from '../src/time-for.js'

const records = Array.from({ length: 20 }, (_, id) => ({ id, name: `Name ${id}` }))
const side = (name: string, run: () => unknown) => ({ name, run })

test('sides that do the same work are timed, each against each', async () => {
  const comparison = await compare({
    what: 'copying',
    rounds: 3,
    minMs: 0,
    sides: [
      side('spread', () => records.map((record) => ({ ...record }))),
      side('clone', () => structuredClone(records)),
    ],
  })
  expect(comparison.ms('spread')).toBeGreaterThan(0)
  expect(comparison.speed('spread', 'spread')).toBe(1)
})

test.each([
  ['a record less', () => records.slice(1)],
  ['a field less', () => records.map(({ id }) => ({ id }))],
  ['another value', () => records.map((record) => ({ ...record, name: 'x' }))],
  ['nothing at all', () => undefined],
])('a side that did other work is found out: %s', async (_, run) => {
  const comparing = compare({
    what: 'copying',
    rounds: 3,
    sides: [side('honest', () => records), side('broken', run)],
  })
  await expect(comparing).rejects.toThrow(UnequalResultsError)
  await expect(comparing).rejects.toThrow(/^Failed to compare copying: broken .*\. Make every side/)
})

test('a side that stops doing its work half-way is found out, too', async () => {
  let runs = 0
  const tired = side('tired', () => (runs++ < 10 ? records : []))
  await expect(
    compare({ what: 'copying', rounds: 20, minMs: 0, sides: [side('honest', () => records), tired] }),
  ).rejects.toThrow(UnequalResultsError)
})

test('absent, undefined, null and empty are the same to a comparison, as they are to the libraries', () => {
  expect(() => assertEqual('x', { one: [{ a: 1, b: null }], other: [{ a: 1, c: [{}] }] })).not.toThrow()
})

const suite: Suite = {
  name: 'example',
  targets: [{ name: 'example: speed', target: '≥ 2', holds: (value) => value >= 2 }],
  limitMinutes: { quick: 1, full: 1 },
  run: async () => ({ figures: {}, measured: {} }),
}
const measuredAs = (value: number) =>
  reportOf(
    new Map([
      [
        suite,
        {
          seconds: 1.4,
          result: { figures: { a: 1 }, measured: { 'example: speed': { size: '10', value } } },
        },
      ],
    ]),
  )

test('a report holds the figures of each suite and every target with its size, value and verdict', () => {
  expect(measuredAs(3)).toEqual({
    suites: { example: { a: 1, 'seconds taken': 1 } },
    targets: [{ name: 'example: speed', target: '≥ 2', size: '10', value: 3, holds: true }],
  })
  expect(measuredAs(1).targets[0]?.holds).toBe(false)
})

test('what could not be measured does not hold, and says why', () => {
  const failed = reportOf(
    new Map([[suite, { seconds: 2, failure: 'no PostgreSQL\n  at x', unequal: false }]]),
  )
  expect(failed.targets).toEqual([
    { name: 'example: speed', target: '≥ 2', size: 'not measured: no PostgreSQL', value: null, holds: false },
  ])
  expect(measuredAs(Number.NaN).targets[0]).toMatchObject({ value: null, holds: false })
})

test('suites are named; a name that is none is refused with those that are', () => {
  expect(benchOptions(['example', '--quick'], ['example'])).toMatchObject({
    suites: ['example'],
    quick: true,
  })
  expect(() => benchOptions(['exampel'], ['example'])).toThrow(/Name one of example/)
})

test('figures by size become lines, figures of one unit bars; a single one needs no plot', () => {
  const plots = plotsOf('plan', {
    ms: { 100: 1, 1000: 9, 10000: 95 },
    'Duet, pages/s': 10,
    'undici, pages/s': 12,
    exponent: 0.98,
    'seconds taken': 3,
  })
  expect(plots.map(({ file }) => file)).toEqual(['plan-by-number-of-records.svg', 'plan-pages-s.svg'])
  expect(plots[0]?.svg).toContain('<polyline')
})

test('the page says which target does not hold, with the profile of that run', () => {
  const result = {
    figures: { 'Duet, pages/s': 10 },
    profiles: { 'self time by function': { 'parse packages/http/dist/index.js:7': 0.25 } },
    measured: { 'example: speed': { size: '10 pages', value: 1 } },
  }
  const page = pageOf(reportOf(new Map([[suite, { seconds: 2, result }]])), new Map(), true)
  expect(page).toContain('| example: speed | ≥ 2 | 1 | **does not hold** | 10 pages |')
  expect(page).toContain('| `parse packages/http/dist/index.js:7` | 25.0 % |')
  expect(page).toContain('## How does cost grow?')
})

test('no suite of a quick run takes what those behind it need; on a slow machine each has its share', () => {
  const needed = suites.map((_, at) => timeFor(suites[at] ?? suite, suites.slice(at + 1), 630))
  expect(Math.min(...needed)).toBeGreaterThan(15)
  const last = suites.at(-1) ?? suite
  expect(timeFor(last, [], 200)).toBe(200)
  const [first = suite, ...later] = suites.slice(-2)
  expect(timeFor(first, later, 600)).toBe(400)
  expect(timeFor(first, later, 155)).toBe(55)
})
