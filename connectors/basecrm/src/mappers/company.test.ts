import { expect, test } from 'vitest'
import { fieldsOf } from '../../test/fixture.js'
import { accounts } from '../resources.js'
import { companyMapper } from './company.js'
import { timezone } from './timezone.js'

test('the account becomes the company, and the other way round', () => {
  const company = {
    name: 'Northwind Labs',
    currency: 'GBP',
    timezone: '+01:00',
    phone: { landline: '+44 20 5550 1000' },
  }
  const record = fieldsOf(accounts, 'account')
  expect(companyMapper.toConnec(record, undefined)).toEqual(company)
  expect(companyMapper.toExternal(company, undefined)).toEqual({
    name: 'Northwind Labs',
    currency: 'GBP',
    timezone: 'UTC+01:00',
    phone: '+44 20 5550 1000',
  })
})

test.each([
  ['UTC-05:00', '-05:00'],
  ['UTC+1', '+1'],
  ['UTC2', '2'],
  ['UTC', '+00:00'],
  ['US/Central', 'US/Central'],
  ['CET', 'CET'],
])('the zone %s of Base CRM is %s at the hub (B25)', (zone, offset) => {
  expect(timezone.toConnec(zone)).toBe(offset)
})

test.each([
  ['-05:00', 'UTC-05:00'],
  ['2', 'UTC2'],
  ['UTC+1', 'UTC+1'],
  ['America/New_York', 'America/New_York'],
])('the zone %s of the hub is %s in Base CRM (B25)', (offset, zone) => {
  expect(timezone.toExternal(offset)).toBe(zone)
})
