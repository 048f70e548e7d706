import { expect, test } from 'vitest'
import { fieldGroupsOf } from './field-group.js'

const rows = [
  { connec: 'name', external: 'name' },
  { connec: 'sale_price.total_amount', external: 'prices[0].amount' },
  { connec: 'sale_price.currency', external: 'prices[0].currency', conflict: 'connec' as const },
  { connec: 'custom', external: 'extra' },
]
const groups = fieldGroupsOf({ rows })

test('rows that share a leaf on either side are one group', () => {
  const price = groups.groupOf('external', 'prices')
  expect(groups.groupOf('connec', 'sale_price.total_amount')).toBe(price)
  expect(groups.groupOf('connec', 'sale_price.currency')).toBe(price)
  expect(groups.groupOf('connec', 'name')).not.toBe(price)
  expect(price).toMatchObject({ name: 'sale_price.total_amount', conflict: 'connec' })
})

test('rows that are joined by a third one are one group', () => {
  const chained = fieldGroupsOf({
    rows: [
      { connec: 'a', external: 'x' },
      { connec: 'b', external: 'y' },
      { connec: 'a', external: 'y' },
    ],
  })
  expect(chained.groupOf('external', 'x')).toBe(chained.groupOf('connec', 'b'))
})

test('leaves that no row maps are computed', () => {
  expect(groups.groupOf('external', 'is_company').name).toBe('(computed)')
  expect(groups.rowsOf('external', 'is_company')).toEqual([])
})

test('an object of free keys belongs to its row', () => {
  expect(groups.groupOf('external', 'extra.colour').name).toBe('custom')
  expect(groups.rowsOf('external', 'extra.colour')).toEqual([rows[3]])
})
