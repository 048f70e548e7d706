import { expect, test } from 'vitest'
import { fieldsOf } from '../../test/fixture.js'
import { contacts, leads } from '../resources.js'
import { contactPersonMapper, leadPersonMapper } from './person.js'

const ada = {
  job_title: 'CFO',
  first_name: 'Ada',
  last_name: 'Green',
  email: { address: 'ada@northwind.example' },
  organization_id: '135906739',
  assignee_id: '960788',
  contact_channel: { skype: 'ada.green' },
  phone_work: { landline: '+44 20 5550 1002', mobile: '+44 7700 900001', fax: null },
  address_work: {
    billing: {
      line1: '1 Park Road',
      city: 'London',
      postal_code: 'W3 9XX',
      region: null,
      country: 'United Kingdom',
    },
  },
}

test('a contact becomes a person', () => {
  expect(contactPersonMapper.toConnec(fieldsOf(contacts, 'contact'), undefined)).toEqual({
    ...ada,
    assignee_type: 'AppUser',
  })
})

test('a person becomes a contact', () => {
  expect(contactPersonMapper.toExternal(ada, undefined)).toEqual({
    title: 'CFO',
    first_name: 'Ada',
    last_name: 'Green',
    email: 'ada@northwind.example',
    contact_id: '135906739',
    owner_id: '960788',
    skype: 'ada.green',
    phone: '+44 20 5550 1002',
    mobile: '+44 7700 900001',
    fax: null,
    address: {
      line1: '1 Park Road',
      city: 'London',
      postal_code: 'W3 9XX',
      state: null,
      country: 'United Kingdom',
    },
  })
})

test('a lead becomes a person who is a lead, and a new one is no customer', () => {
  expect(leadPersonMapper.toConnec(fieldsOf(leads, 'lead'), undefined)).toMatchObject({
    first_name: 'Leo',
    last_name: 'Marsh',
    job_title: 'CTO',
    is_lead: true,
    assignee_type: 'AppUser',
  })
  expect(leadPersonMapper.onCreate.connec).toEqual({ is_customer: false })
})

test('a lead that belongs to an organization at the hub is mapped without it (B19)', () => {
  const lead = leadPersonMapper.toExternal({ ...ada, is_lead: true, organization_id: 'abc' }, undefined)
  expect(lead).not.toHaveProperty('contact_id')
  expect(leads.encode(lead)).toMatchObject({ last_name: 'Green', owner_id: 960788 })
  expect(leadPersonMapper.rows.map(({ connec }) => connec)).not.toContain('organization_id')
})

test.each([contactPersonMapper, leadPersonMapper])(
  'a person without a last name is created with a placeholder, which never comes back (B26)',
  (mapper) => {
    expect(mapper.onCreate.external).toEqual({ last_name: 'Not Available' })
    expect(mapper.toExternal({ first_name: 'Ada' }, undefined)).toEqual({ first_name: 'Ada' })
    const draft = mapper.toConnec({ first_name: 'Ada', last_name: 'Not Available' }, undefined)
    expect(draft).not.toHaveProperty('last_name')
  },
)

test('a second landline stands in for a missing mobile (B21)', () => {
  const mobileOf = (phone_work: object) => contactPersonMapper.toExternal({ phone_work }, undefined).mobile
  expect(mobileOf({ landline2: '2' })).toBe('2')
  expect(mobileOf({ landline2: '2', mobile: '' })).toBe('2')
  expect(mobileOf({ landline2: '2', mobile: null })).toBe('2')
  expect(mobileOf({ landline2: '2', mobile: '3' })).toBe('3')
  expect(mobileOf({ landline2: null })).toBeUndefined()
})

test('gaps in the billing address are filled from the shipping address', () => {
  const address_work = {
    billing: { line1: '1 Park Road', city: null, country: '' },
    shipping: { line1: '2 Side Street', city: 'Leeds', country: 'GB', region: 'Yorkshire' },
  }
  expect(contactPersonMapper.toExternal({ address_work }, undefined).address).toEqual({
    line1: '1 Park Road',
    city: 'Leeds',
    state: 'Yorkshire',
    country: '',
  })
})

test('mapping changes neither record (B30)', () => {
  const record = structuredClone(ada)
  const draft = contactPersonMapper.toExternal(record, undefined)
  Object.assign(draft.address ?? {}, { city: 'changed' })
  expect(record).toEqual(ada)
})

test('people are named by their names, on both sides', () => {
  expect(contacts.labelOf(contacts.parse({ id: 1, title: 'CFO', name: 'Ada Green' }))).toBe('Ada Green')
  expect(leads.labelOf(leads.parse({ id: 1, title: 'CTO', first_name: 'Leo', last_name: 'Marsh' }))).toBe(
    'Leo Marsh',
  )
  expect(leads.labelOf(leads.parse({ id: 1, organization_name: 'Harbour Foods' }))).toBe('Harbour Foods')
})
