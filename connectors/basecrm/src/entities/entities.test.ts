import { type Entity, type PlainRecord, routedMappers, type Side } from '@duet/core'
import { expect, test } from 'vitest'
import { appUser } from './app-user.js'
import { company } from './company.js'
import { item } from './item.js'
import { opportunity } from './opportunity.js'
import { personAndOrganization } from './person-and-organization.js'

function targets(side: Side, resource: string, record: PlainRecord): string[] {
  const mappers = routedMappers(personAndOrganization, { side, resource, record })
  return mappers.map(({ connec, external }) => (side === 'connec' ? external.name : connec.name))
}

test.each([
  [{ is_lead: true }, 'leads'],
  [{ is_lead: true, is_customer: true }, 'leads'],
  [{ is_lead: false }, 'contacts'],
  [{ is_lead: null }, 'contacts'],
  [{}, 'contacts'],
])('people and organizations that are %j go to %s', (record, target) => {
  expect(targets('connec', 'person', record)).toEqual([target])
  expect(targets('connec', 'organization', record)).toEqual([target])
})

test.each([
  ['contacts', { is_organization: false }, 'person'],
  ['contacts', {}, 'person'],
  ['contacts', { is_organization: true, last_name: 'Green' }, 'organization'],
  ['leads', { last_name: 'Marsh' }, 'person'],
  ['leads', { last_name: 'Marsh', organization_name: 'Marsh & Sons' }, 'person'],
  ['leads', { first_name: 'Leo' }, 'person'],
  ['leads', {}, 'person'],
  ['leads', { organization_name: 'Harbour Foods', last_name: null }, 'organization'],
  ['leads', { organization_name: 'Harbour Foods', first_name: 'Leo' }, 'organization'],
])('%s that are %j become a %s', (resource, record, target) => {
  expect(targets('external', resource, record)).toEqual([target])
})

test('a lead and a contact of one number are two records at the hub (A24)', () => {
  const scopes = new Set(
    personAndOrganization.mappers.map(({ external }) => `${external.name} ${external.idScope}`),
  )
  expect(scopes).toEqual(new Set(['contacts undefined', 'leads lead']))
})

test('users and the account are never written', () => {
  for (const entity of [appUser, company]) expect(entity.push.external).toBe(false)
  for (const entity of [personAndOrganization, item, opportunity]) expect(entity.push.external).toBe('upsert')
})

test('users and products that are switched off are inactive', () => {
  const inactive = (entity: Entity, resource: string, record: PlainRecord) =>
    entity.inactive[resource]?.(record)
  expect(inactive(appUser, 'users', { status: 'inactive' })).toBe(true)
  expect(inactive(appUser, 'users', { status: 'active' })).toBe(false)
  expect(inactive(item, 'products', { active: false })).toBe(true)
  expect(inactive(item, 'products', { active: null })).toBe(false)
})

test('people merge on an address or a number together with their full name, never on one of them alone', () => {
  for (const group of personAndOrganization.match.person ?? []) {
    expect(group).toContain('first_name')
    expect(group).toContain('last_name')
    expect(group.length).toBeGreaterThan(2)
  }
  expect(personAndOrganization.match.organization).toEqual([['name']])
  expect(item.match.item).toEqual([['reference']])
  expect(appUser.match.app_user).toEqual([['email.address']])
})
