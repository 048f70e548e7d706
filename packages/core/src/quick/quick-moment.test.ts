import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoDate } from '../codecs.js'
import { refused } from './quick.js'
import { quickMoment } from './quick-moment.js'

const two = fc.nat({ max: 99 }).map((number) => String(number).padStart(2, '0'))
const mark = (usual: string) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom('-', ' ', '5'))
const texts = fc
  .tuple(two, two, mark('-'), two, mark('-'), two, mark('T'), two, mark(':'), two, mark(':'), two, mark('Z'))
  .map((parts) => parts.join(''))
const moments = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
const usual = moments.map((date) => date.toISOString().replace(/\.\d{3}Z$/, 'Z'))

test('a moment read quickly is the one the codec reads', () => {
  fc.assert(
    fc.property(fc.oneof(texts, usual, fc.string({ minLength: 20, maxLength: 20 })), (text) => {
      const moment = quickMoment(text)
      if (moment !== refused) expect(moment).toEqual(isoDate.parse(text))
    }),
    { numRuns: 2_000 },
  )
})

test('the usual spelling is read quickly', () => {
  expect(quickMoment('2026-11-24T08:30:05Z')).toEqual(new Date('2026-11-24T08:30:05Z'))
  expect(quickMoment('2026-02-29T08:30:05Z')).toBe(refused)
  expect(quickMoment('2026-11-24T08:30:05+01:00')).toBe(refused)
})
