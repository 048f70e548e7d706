import { expect, test } from 'vitest'
import { fieldsOf } from '../../test/fixture.js'
import { products } from '../resources.js'
import { itemMapper } from './item.js'

const hammer = {
  name: 'Hammer 240g',
  reference: 'H240',
  description: 'Small hammer',
  sale_price: { total_amount: 20.55, currency: 'GBP' },
  purchase_price: { total_amount: 10, currency: 'GBP' },
}

test('a product becomes an item, with the first of its prices', () => {
  expect(itemMapper.toConnec(fieldsOf(products, 'product'), undefined)).toEqual(hammer)
})

test('an item becomes a product', () => {
  const draft = itemMapper.toExternal(hammer, undefined)
  expect(products.encode(draft)).toEqual({
    name: 'Hammer 240g',
    sku: 'H240',
    description: 'Small hammer',
    prices: [{ amount: '20.55', currency: 'GBP' }],
    cost: '10.00',
    cost_currency: 'GBP',
  })
})

test('an item without a reference goes by its code', () => {
  expect(itemMapper.toExternal({ code: 'IT6' }, undefined).sku).toBe('IT6')
  expect(itemMapper.toExternal({ code: 'IT6', reference: 'H240' }, undefined).sku).toBe('H240')
  expect(itemMapper.toExternal({ code: 'IT6', reference: '' }, undefined).sku).toBe('')
})

test('amounts that are not there stay away in updates, and are zero in creates', () => {
  expect(itemMapper.toExternal({ name: 'Hammer', sale_price: null }, undefined)).toEqual({ name: 'Hammer' })
  expect(itemMapper.toExternal({ sale_price: { total_amount: null } }, undefined)).toEqual({})
  expect(itemMapper.onCreate.external).toMatchObject({ prices: [{ amount: 0 }], cost: 0 })
  expect(itemMapper.onCreate.connec).toEqual({ sale_price: { total_amount: 0 } })
})

test('an item without a description is created with a placeholder, which never comes back (B26)', () => {
  const placeholder = 'This item has no description'
  expect(itemMapper.onCreate.external).toMatchObject({ description: placeholder })
  expect(itemMapper.toConnec({ name: 'Hammer', description: placeholder }, undefined)).toEqual({
    name: 'Hammer',
  })
})

test('a product of an odd shape is one typed failure (B24)', () => {
  expect(() => products.parse({ id: 1, description: 42 })).toThrow(/products 1: description/)
  expect(() => products.parse({ id: 1, prices: ['12'] })).toThrow(/products 1: prices\[0\]/)
})
