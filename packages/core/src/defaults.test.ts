import { expect, test } from 'vitest'
import { fillBlanks } from './defaults.js'

const defaults = { name: 'Unnamed', cost: 0, prices: [{ amount: 0 }], address: { country: 'SE' } }

test('blanks are filled, values are kept', () => {
  expect(fillBlanks({ name: '', cost: 3 }, defaults)).toEqual({
    name: 'Unnamed',
    cost: 3,
    prices: [{ amount: 0 }],
    address: { country: 'SE' },
  })
})

test('a list that is there is filled item by item, and never made longer', () => {
  const draft = { prices: [{ currency: 'EUR' }, { currency: 'USD' }] }
  expect(fillBlanks(draft, defaults).prices).toEqual([{ currency: 'EUR', amount: 0 }, { currency: 'USD' }])
  expect(fillBlanks({ prices: [] }, defaults).prices).toEqual([])
  expect(draft).toEqual({ prices: [{ currency: 'EUR' }, { currency: 'USD' }] })
})
