import { expect, test } from 'vitest'
import { nest, valueAt } from './path.js'

test('reads nested fields and elements of lists', () => {
  expect(valueAt({ address: { city: 'Oslo' }, prices: [{ amount: '5' }] }, 'address.city')).toBe('Oslo')
  expect(valueAt({ prices: [{ amount: '5' }] }, 'prices[0].amount')).toBe('5')
  expect(valueAt({ address: null }, 'address.city')).toBeUndefined()
})

test('nests flat fields over what is there', () => {
  expect(
    nest({ 'address.city': 'Oslo', name: 'A' }, { address: { line1: '1 Road', city: 'Bergen' } }),
  ).toEqual({
    address: { line1: '1 Road', city: 'Oslo' },
    name: 'A',
  })
  expect(nest({ 'prices[0].amount': '6' }, { prices: [{ amount: '5', currency: 'GBP' }] })).toEqual({
    prices: [{ amount: '6', currency: 'GBP' }],
  })
})
