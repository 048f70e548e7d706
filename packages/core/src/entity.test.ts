import { expect, test } from 'vitest'
import { z } from 'zod'
import { oauth2 } from './auth.js'
import { integerId } from './codecs.js'
import { defineConnecResource } from './connec-resource.js'
import { type ConnectorDefinition, defineConnector } from './connector.js'
import { defineComplexEntity, defineEntity } from './entity.js'
import { defineMapper } from './mapper.js'
import { notShared } from './not-shared.js'
import { defineResource } from './resource.js'
import { routedMappers, routeOf } from './route.js'

const list = async function* () {
  yield []
}
const person = defineConnecResource({
  name: 'person',
  collection: 'people',
  fields: { first_name: z.string(), is_lead: z.boolean() },
})
const organization = defineConnecResource({
  name: 'organization',
  collection: 'organizations',
  fields: { name: z.string() },
})
const contacts = defineResource({
  name: 'contacts',
  id: integerId,
  fields: { name: z.string(), is_organization: z.boolean() },
  list,
})
const leads = defineResource({
  name: 'leads',
  id: integerId,
  idScope: 'lead',
  fields: { name: z.string() },
  list,
})

const contactPerson = defineMapper({ connec: person, external: contacts, fields: { first_name: 'name' } })
const leadPerson = defineMapper({ connec: person, external: leads, fields: { first_name: 'name' } })
const contactOrganization = defineMapper({
  connec: organization,
  external: contacts,
  fields: { name: 'name' },
})

const people = defineComplexEntity({
  name: 'person_and_organization',
  mappers: [contactPerson, leadPerson, contactOrganization],
  toExternal: {
    person: (record) => (record.is_lead ? ['leads', 'contacts'] : 'contacts'),
    organization: 'contacts',
  },
  toConnec: {
    contacts: (contact) => (contact.is_organization ? 'organization' : 'person'),
    leads: notShared('Leads stay in the CRM.'),
  },
  match: { person: ['first_name'] },
})

test.each([
  ['connec', 'person', { is_lead: true }, [leadPerson, contactPerson]],
  ['connec', 'person', {}, [contactPerson]],
  ['connec', 'organization', {}, [contactOrganization]],
  ['external', 'contacts', { is_organization: true }, [contactOrganization]],
  ['external', 'leads', {}, []],
] as const)('a record from %s %s %j goes to its mappers', (side, resource, record, mappers) => {
  expect(routedMappers(people, { side, resource, record })).toEqual(mappers)
})

test('a route that shares nothing may say why', () => {
  expect(routeOf(people, { side: 'external', resource: 'leads', record: {} })).toEqual({
    targets: [],
    reason: 'Leads stay in the CRM.',
  })
  expect(routeOf(people, { side: 'connec', resource: 'unknown', record: {} })).toEqual({ targets: [] })
})

test('a simple entity is a complex one with one route', () => {
  const simple = defineEntity({ mapper: contactPerson, match: [['first_name'], ['is_lead', 'first_name']] })
  expect(simple).toMatchObject({
    name: 'person',
    toExternal: { person: 'contacts' },
    toConnec: { contacts: 'person' },
    match: { person: [['first_name'], ['is_lead', 'first_name']] },
    push: { connec: 'upsert', external: 'upsert' },
  })
})

test('a flat list of match fields is one group', () => {
  expect(people.match).toEqual({ person: [['first_name']] })
})

const valid: ConnectorDefinition = {
  name: 'my-crm',
  displayName: 'My CRM',
  apiVersion: '1.0',
  baseUrl: 'https://api.my-crm.test',
  auth: oauth2({
    authorizeUrl: 'https://my-crm.test/a',
    tokenUrl: 'https://my-crm.test/t',
    scopes: [],
    clientAuth: 'basic',
  }),
  account: async () => ({ id: '1', name: 'Account' }),
  entities: [{ ...people, push: { connec: 'upsert', external: false } }],
}

test('a connector is a frozen value', () => {
  expect(Object.isFrozen(defineConnector(valid))).toBe(true)
})
