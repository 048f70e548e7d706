import { defineResource } from '@duet/core'
import { expect, test } from 'vitest'
import { checks } from '../src/index.js'
import { createMiniCrm } from './mini-crm/create-mini-crm.js'
import { miniCrm } from './mini-crm/mini-crm.js'
import { failedChecks, outcomesOf } from './mutants/failed-checks.js'
import { mutants } from './mutants/mutants.js'
import { withResources } from './mutants/with-mutation.js'

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

test('where an update empties what is not sent, records are sent whole', async () => {
  const whole = withResources(miniCrm, {
    contacts: (resource) => defineResource({ ...resource, updates: 'whole' }),
    products: (resource) => defineResource({ ...resource, updates: 'whole' }),
    orders: (resource) => defineResource({ ...resource, updates: 'whole' }),
  })
  const simulator = () => createMiniCrm(undefined, { replaces: true })
  const concerned = checks.filter(({ name }) => /^(an update|an edit|edits|lines)\b/.test(name))
  const outcomes = await outcomesOf({ mutate: () => whole, options: { simulator } }, concerned)
  expect(outcomes.filter(({ status }) => status === 'passed').length).toBeGreaterThan(9)
  expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([])
}, 240_000)

test('every check catches a mutant', () => {
  expect(new Set(mutants.map(({ caughtBy }) => caughtBy))).toEqual(new Set(checks.map(({ name }) => name)))
})
