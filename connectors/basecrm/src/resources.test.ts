import { expect, test } from 'vitest'
import { contacts, leads } from './resources.js'

const labelOf = (resource: typeof contacts | typeof leads, record: object) =>
  resource.labelOf(resource.parse({ id: 21, ...record }))

test('contacts and leads are named as what they are shared as', () => {
  const person = { first_name: 'Ada', last_name: 'Marsh' }
  expect(labelOf(contacts, person)).toBe('Ada Marsh')
  expect(labelOf(contacts, { ...person, name: 'Marsh & Sons', is_organization: true })).toBe('Marsh & Sons')
  expect(labelOf(leads, { ...person, organization_name: 'Marsh & Sons' })).toBe('Ada Marsh')
  expect(labelOf(leads, { first_name: 'Ada', organization_name: 'Marsh & Sons' })).toBe('Marsh & Sons')
  expect(labelOf(leads, {})).toBe('21')
})

test('a reference that is an empty text is none, and costs nobody the record', () => {
  expect(contacts.parse({ id: 21, last_name: 'Marsh', contact_id: '' }).fields).toMatchObject({
    contact_id: '',
  })
  expect(() => contacts.parse({ id: 21, contact_id: '12abc' })).toThrow(/contact_id: must be a whole number/)
  expect(() => contacts.parse({ id: '' })).toThrow(/id/)
})
