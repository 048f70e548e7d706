import { expect, test } from 'vitest'
import { asText } from './as-text.js'
import { itemChanges } from './item-changes.js'

const price = (amount: number, currency: string) => ({ amount, currency, note: null })

test('a value is said in words, whatever it is made of', () => {
  expect(asText('Ada')).toBe('Ada')
  expect(asText(null)).toBe('')
  expect(asText(false)).toBe('false')
  expect(asText(['tool', 'hand'])).toBe('tool, hand')
  expect(asText(price(19.99, 'GBP'))).toBe('amount 19.99, currency GBP')
  expect(asText([price(1, 'GBP'), price(2, 'EUR')])).toBe('amount 1, currency GBP; amount 2, currency EUR')
  expect(asText([{ id: 'c-1', provider: 'connec', realm: 'org' }])).toBe('c-1')
  const line = { item_id: [{ id: 'c-1', provider: 'connec' }], quantity: 2, unit_price: { total_amount: 3 } }
  expect(asText(line)).toBe('item_id c-1, quantity 2, unit_price (total_amount 3)')
})

test('of a list of objects only the elements that change are told, each by its place', () => {
  const before = [price(1, 'GBP'), price(2, 'EUR')]
  expect(
    itemChanges({ field: 'prices', before, after: [price(1, 'GBP'), price(3, 'EUR'), price(4, 'USD')] }),
  ).toEqual([
    { field: 'prices[1]', before: 'amount 2, currency EUR', after: 'amount 3, currency EUR' },
    { field: 'prices[2]', before: null, after: 'amount 4, currency USD' },
  ])
  expect(itemChanges({ field: 'prices', before: null, after: [price(1, 'GBP')] })).toEqual([
    { field: 'prices[0]', before: null, after: 'amount 1, currency GBP' },
  ])
  expect(itemChanges({ field: 'prices', before, after: null }).map(({ after }) => after)).toEqual([
    null,
    null,
  ])
})

test('plain values and lists of them are told whole', () => {
  expect(itemChanges({ field: 'tags', before: ['a'], after: ['a', 'b'] })).toEqual([
    { field: 'tags', before: 'a', after: 'a, b' },
  ])
  expect(itemChanges({ field: 'name', before: null, after: 'Ada' })).toEqual([
    { field: 'name', before: null, after: 'Ada' },
  ])
})
