import { expect, test } from 'vitest'
import { everyCombination, pairwise, partOf, planOf } from './matrix.js'

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

test('its parts are the whole of it', () => {
  const parts = ['1/3', '2/3', '3/3'].flatMap((part) => partOf(everyCombination, part))
  expect(new Set(parts)).toEqual(new Set(everyCombination))
  expect(parts).toHaveLength(48)
  expect(() => partOf(everyCombination, '4/3')).toThrow('"4/3" is no part')
})
