import { expect, test } from 'vitest'
import { keepOtherPrices } from './keep-other-prices.js'

const eur = { currency: 'EUR', amount: '25.00' }
const gbp = { currency: 'GBP', amount: '20.55' }

test.each([
  [
    'the price of its currency',
    { currency: 'GBP', amount: '21.00' },
    [eur, { currency: 'GBP', amount: '21.00' }],
  ],
  [
    'the first price, given an amount alone',
    { amount: '26.00' },
    [{ currency: 'EUR', amount: '26.00' }, gbp],
  ],
  [
    'the currency of the first price, given a new one alone',
    { currency: 'CHF' },
    [{ currency: 'CHF', amount: '25.00' }, gbp],
  ],
  [
    'nothing but the list, given a new currency and an amount',
    { currency: 'CHF', amount: '27.00' },
    [eur, gbp, { currency: 'CHF', amount: '27.00' }],
  ],
])('a changed price replaces %s (B24)', (_, change, expected) => {
  expect(keepOtherPrices([eur, gbp], [change])).toEqual(expected)
})

test('the first price of a product without any is added', () => {
  expect(keepOtherPrices([], [gbp])).toEqual([gbp])
  expect(keepOtherPrices([], [{ amount: '1.00' }])).toEqual([{ amount: '1.00' }])
})
