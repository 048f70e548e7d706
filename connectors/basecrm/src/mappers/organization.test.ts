import { expect, test } from 'vitest'
import { fieldsOf } from '../../test/fixture.js'
import { contacts, leads } from '../resources.js'
import { contactOrganizationMapper, leadOrganizationMapper } from './organization.js'

const northwind = {
  name: 'Northwind Labs',
  industry: 'Biotechnology',
  email: { address: 'hello@northwind.example' },
  website: { url: 'https://northwind.example' },
  assignee_id: '960788',
  contact_channel: { skype: null },
  phone: { landline: '+44 20 5550 1000', mobile: null, fax: '+44 20 5550 1001' },
  address: {
    billing: {
      line1: '1 Park Road',
      city: 'London',
      postal_code: 'W3 9XX',
      region: null,
      country: 'United Kingdom',
    },
  },
}

test('a contact that is an organization becomes an organization, and the other way round', () => {
  const contact = fieldsOf(contacts, 'organization-contact')
  expect(contactOrganizationMapper.toConnec(contact, undefined)).toEqual(northwind)
  expect(contactOrganizationMapper.toExternal(northwind, undefined)).toMatchObject({
    name: 'Northwind Labs',
    phone: '+44 20 5550 1000',
    website: 'https://northwind.example',
    owner_id: '960788',
    address: { city: 'London' },
  })
})

test('only a create says that a contact is an organization', () => {
  expect(contactOrganizationMapper.toExternal(northwind, undefined)).not.toHaveProperty('is_organization')
  expect(contactOrganizationMapper.onCreate.external).toEqual({ is_organization: true })
})

test('a lead without a last name becomes an organization that is a lead', () => {
  const lead = fieldsOf(leads, 'organization-lead')
  expect(leadOrganizationMapper.toConnec(lead, undefined)).toMatchObject({
    name: 'Harbour Foods',
    industry: 'Food',
    is_lead: true,
  })
  expect(leadOrganizationMapper.onCreate.connec).toEqual({ is_customer: false })
  const draft = leadOrganizationMapper.toExternal({ name: 'Harbour Foods', is_lead: true }, undefined)
  expect(draft).toEqual({ organization_name: 'Harbour Foods' })
})

test.each([undefined, null, {}])('an organization without a phone (%j) is mapped (B20)', (phone) => {
  const contact = contactOrganizationMapper.toExternal({ name: 'ACME', phone }, undefined)
  expect(contacts.encode(contact)).toEqual({ name: 'ACME' })
})

test('a second landline stands in for a missing mobile', () => {
  const mobileOf = (phone: object) => contactOrganizationMapper.toExternal({ phone }, undefined).mobile
  expect(mobileOf({ landline2: '2' })).toBe('2')
  expect(mobileOf({ landline2: '2', mobile: '3' })).toBe('3')
})
