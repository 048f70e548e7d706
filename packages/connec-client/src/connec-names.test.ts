import { expect, test } from 'vitest'
import { connec } from './connec.js'
import { connecNames } from './connec-names.js'

test('names follow from the title, plurals by the rules of Rails', () => {
  expect(connecNames('Sales Order')).toEqual({
    name: 'sales_order',
    collection: 'sales_orders',
    words: 'sales order',
    title: 'Sales Order',
    titles: 'Sales Orders',
  })
  const collections = {
    Person: 'people',
    People: 'people',
    'Sales Person': 'sales_people',
    Opportunity: 'opportunities',
    'Tax Code': 'tax_codes',
    'Stock Entry': 'stock_entries',
    Address: 'addresses',
    Analysis: 'analyses',
    Series: 'series',
    Equipment: 'equipment',
    Staff: 'staffs',
    Stadium: 'stadia',
  }
  for (const [title, collection] of Object.entries(collections))
    expect(connecNames(title).collection).toBe(collection)
})

test('what an address cannot carry is left out of it, not out of the title', () => {
  expect(connecNames('Straße (old)')).toMatchObject({ collection: 'strasse_olds', titles: 'Straße (old)s' })
  expect(connecNames("O'Neil & Co").name).toBe('o_neil_co')
  expect(connecNames('')).toMatchObject({ name: '', collection: '', titles: '' })
})

test('every resource has the names that follow from its own', () => {
  for (const { name, collection, singleton } of Object.values(connec)) {
    const derived = connecNames(name)
    expect([name, collection]).toEqual([derived.name, singleton ? derived.name : derived.collection])
  }
})
