import { expect, test } from 'vitest'
import { connec } from './connec.js'

const resources = Object.values(connec)

test('names are singular in snake case, collections plural, the company alone', () => {
  expect(Object.fromEntries(resources.map(({ name, collection }) => [name, collection]))).toEqual({
    account: 'accounts',
    app_user: 'app_users',
    company: 'company',
    employee: 'employees',
    event: 'events',
    event_order: 'event_orders',
    invoice: 'invoices',
    item: 'items',
    opportunity: 'opportunities',
    organization: 'organizations',
    payment: 'payments',
    person: 'people',
    purchase_order: 'purchase_orders',
    quote: 'quotes',
    sales_order: 'sales_orders',
    tax_code: 'tax_codes',
    team: 'teams',
    venue: 'venues',
    warehouse: 'warehouses',
  })
  expect(resources.filter(({ singleton }) => singleton).map(({ name }) => name)).toEqual(['company'])
})

test('references and line ids are found where they stand', () => {
  expect(connec.invoice.references.map(({ path }) => path)).toEqual([
    'organization_id',
    'person_id',
    'lines[].item_id',
    'lines[].tax_code_id',
    'lines[].account_id',
    'sales_order_id',
  ])
  expect(connec.invoice.lineIds).toEqual(['lines[].id'])
  expect(connec.payment.references.map(({ path }) => path)).toContain(
    'payment_lines[].linked_transactions[].id',
  )
})

test('a person is named by its names', () => {
  expect(connec.person.labelOf({ id: 'c', first_name: 'Ada', last_name: 'Green' })).toBe('Ada Green')
  expect(connec.person.labelOf({ id: 'c', last_name: 'Green' })).toBe('Green')
  expect(connec.person.labelOf({ id: 'c' })).toBe('c')
})
