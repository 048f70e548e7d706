import { expect, test } from 'vitest'
import { everyCombination, pairwise, planOf } from './matrix.js'

test('any two choices meet in one of the twelve', () => {
  const meetings = (list: typeof pairwise) =>
    new Set(
      list.flatMap((combination) => {
        const choices = Object.entries(combination).map(([name, value]) => `${name}=${value}`)
        return choices.flatMap((a) => choices.map((b) => `${a} ${b}`))
      }),
    )
  expect(pairwise).toHaveLength(12)
  expect(meetings(pairwise)).toEqual(meetings(everyCombination))
})

test('every combination has a name of its own', () => {
  expect(new Set(everyCombination.map((each) => planOf(each).name.kebab)).size).toBe(48)
})
