import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, hashOf, sameValue } from './canonical.js'

test('blanks, and lists and objects without content, are nothing', () => {
  for (const blank of [undefined, null, '', [], {}, { a: '' }, { a: { b: null } }])
    expect(canonical(blank)).toBeUndefined()
})

test('zero and false are values', () => {
  expect(canonical(0)).toBe(0)
  expect(canonical(false)).toBe(false)
})

test('dates are texts in whole seconds', () => {
  expect(canonical(new Date('2026-03-02T10:00:00.750+02:00'))).toBe('2026-03-02T08:00:00Z')
})

test('the order of keys does not matter, at any depth', () => {
  const one = canonical([{ b: 1, a: { d: 2, c: 3 } }])
  const other = canonical([{ a: { c: 3, d: 2 }, b: 1 }])
  expect(sameValue(one, other)).toBe(true)
  expect(hashOf({ x: 1, y: 'a' })).toBe(hashOf({ y: 'a', x: 1 }))
})

test('places in a list count, also empty ones', () => {
  expect(sameValue(canonical([1, null]), canonical([null, 1]))).toBe(false)
})

test('what is canonical stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = canonical(value)
      expect(canonical(once)).toEqual(once)
    }),
  )
})
