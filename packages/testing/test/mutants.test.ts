import { expect, test } from 'vitest'
import { checks } from '../src/index.js'
import { failedChecks, outcomesOf } from './mutants/failed-checks.js'
import { mutants } from './mutants/mutants.js'

const named = (name: string) => checks.filter((check) => check.name === name)

test('a good connector passes every check, and what is skipped says why', async () => {
  const outcomes = await outcomesOf()
  expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([])
  expect(new Set(outcomes.map(({ check }) => check))).toEqual(new Set(checks.map(({ name }) => name)))
  const reasons = outcomes.filter(({ status }) => status === 'skipped').map(({ reason }) => reason)
  expect(new Set(reasons)).toEqual(
    new Set([
      'contacts has no keys of ours',
      'orders has no keys of ours',
      'invoice is merged on no fields',
      'organization maps no reference of its own',
      'item maps no reference of its own',
      'invoice maps no reference of its own',
      'person maps no lines that have ids',
      'organization maps no lines that have ids',
      'item maps no lines that have ids',
      'no record of person_and_organization moves',
      'no record of invoice moves',
    ]),
  )
}, 240_000)

test.each(mutants)(
  'a connector that $does is caught',
  async (mutant) => {
    expect(named(mutant.caughtBy)).toHaveLength(1)
    expect([...(await failedChecks(mutant, named(mutant.caughtBy)))]).toEqual([mutant.caughtBy])
  },
  240_000,
)

test('every check catches a mutant', () => {
  expect(new Set(mutants.map(({ caughtBy }) => caughtBy))).toEqual(new Set(checks.map(({ name }) => name)))
})
