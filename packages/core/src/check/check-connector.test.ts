import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiKey } from '../auth.js'
import { defineConnecResource } from '../connec-resource.js'
import { type ConnectorDefinition, defineConnector } from '../connector.js'
import { defineComplexEntity, defineEntity, type Entity } from '../entity.js'
import { DefinitionError } from '../errors.js'
import { defineMapper } from '../mapper.js'
import { each, nested } from '../nested.js'
import { lineId, ref } from '../reference.js'
import { defineResource } from '../resource.js'
import { checkConnector } from './check-connector.js'

const id = z.string()
async function* list() {
  yield []
}
const written = { list, create: async () => ({}), update: async () => ({}) }
const fields = { name: z.string(), employer_id: z.string(), email: z.object({ address: z.string() }) }
const person = defineConnecResource({
  name: 'person',
  collection: 'people',
  fields: {
    name: z.string(),
    code: z.string(),
    email: z.object({ address: z.string() }),
    organization_id: ref('organization'),
  },
})
const company = defineConnecResource({
  name: 'company',
  collection: 'company',
  singleton: true,
  fields: { name: z.string() },
})
const contacts = defineResource({ name: 'contacts', id, fields, ...written })
const leads = defineResource({ name: 'leads', id, idScope: 'lead', fields, ...written })
const settings = defineResource({ name: 'settings', id, fields, list, update: written.update })

const contact = defineMapper({ connec: person, external: contacts, fields: { name: 'name' } })
const lead = defineMapper({ connec: person, external: leads, fields: { name: 'name' } })
const account = defineMapper({ connec: company, external: settings, fields: { name: 'name' } })
const people = defineEntity({ mapper: contact, match: ['name'] })

const sound: ConnectorDefinition = {
  name: 'my-crm',
  displayName: 'My CRM',
  apiVersion: '1.0',
  baseUrl: 'https://api.my-crm.test',
  auth: apiKey({ header: 'x-key', label: 'Key' }),
  account: async () => ({ id: '1', name: 'Account' }),
  entities: [people, defineEntity({ mapper: account })],
}
const complaintsAbout = (change: Partial<ConnectorDefinition>) =>
  checkConnector({ ...sound, ...change }).map(({ level, message }) => `${level}: ${message}`)
const about = (...entities: Entity[]) => complaintsAbout({ entities })

/** Entities as somebody may write them who has no types. */
const untyped = (change: Partial<Entity>): Entity => ({ ...people, ...change })

test('a sound connector gives no reason to complain', () => {
  expect(checkConnector(sound, { exportName: 'myCrm' })).toEqual([])
})

test('every complaint is answered, not the first alone, and every error is in the exception', () => {
  const wrong = { name: 'My CRM', baseUrl: 'my-crm', apiVersion: 'one', entities: [] }
  expect(complaintsAbout(wrong)).toHaveLength(4)
  const define = () => defineConnector({ ...sound, ...wrong })
  expect(define).toThrow(DefinitionError)
  for (const words of [/kebab-case.*"my-crm"/, /baseUrl.*https:/, /apiVersion: '1\.0'/, /"entities"/])
    expect(define).toThrow(words)
})

test.each<[string, () => string[], RegExp]>([
  [
    'two entities of one name',
    () => about(people, people),
    /^error: Two entities are called "person"\. Give one another "name"/,
  ],
  [
    'a name that is not snake_case',
    () => about(untyped({ name: 'Person' })),
    /^error: .*"Person" is not snake_case.*person_and/,
  ],
  [
    'two resources of one name',
    () =>
      about(
        people,
        defineEntity({
          name: 'other',
          mapper: { ...lead, external: { ...leads, name: 'contacts', fields: { ...fields } } },
        }),
      ),
    /^error: Two resources of the application are called "contacts"\. Define it once/,
  ],
  [
    'two Connec! resources of one name',
    () =>
      about(
        people,
        defineEntity({
          name: 'other',
          mapper: { ...lead, connec: { ...person, fields: { ...person.fields } } },
        }),
      ),
    /^error: Two Connec! resources are called "person".*@duet\/connec-client/,
  ],
  [
    'a pair that is mapped twice',
    () => about(people, defineEntity({ name: 'again', mapper: contact })),
    /^error: The pair person ↔ contacts is mapped twice\. Keep one/,
  ],
  [
    'another export name',
    () => checkConnector(sound, { exportName: 'crm' }).map(({ level, message }) => `${level}: ${message}`),
    /^warning: .*Export it as "myCrm"/,
  ],
  [
    'a missing route',
    () => about(untyped({ toConnec: {} })),
    /^error: person has no toConnec route for contacts\. Add it/,
  ],
  [
    'a route of something that is not mapped',
    () => about(untyped({ toConnec: { ...people.toConnec, deals: 'person' } })),
    /^error: person routes deals in toConnec, which none of its mappers maps\. Remove/,
  ],
  [
    'a route that leads to no mapper',
    () => about(untyped({ toExternal: { person: ['contacts', 'deals'] } })),
    /^error: person routes person to deals without a mapper.*route it to contacts/,
  ],
  [
    'a mapper no route leads to',
    () =>
      about(
        defineComplexEntity({
          name: 'people',
          mappers: [contact, lead],
          toExternal: { person: 'contacts' },
          toConnec: { contacts: 'person', leads: null },
        }),
      ),
    /^error: No route of people leads to the mapper person ↔ leads\. Name leads in toExternal\.person/,
  ],
  [
    'a path the schema does not have',
    () => about(untyped({ mappers: [{ ...contact, rows: [{ connec: 'name', external: 'nme' }] }] })),
    /^error: person ↔ contacts maps "nme", which the schema of contacts does not have\. Correct/,
  ],
  [
    'a field that is written by two rows',
    () =>
      about(
        defineEntity({
          mapper: defineMapper({
            connec: person,
            external: contacts,
            fields: { name: 'name', code: 'name' },
          }),
        }),
      ),
    /^error: person ↔ contacts writes "name" of contacts from two fields\. Mark one of the rows only: 'toConnec'/,
  ],
  [
    'a mapped reference nobody brings',
    () =>
      about(
        defineEntity({
          mapper: defineMapper({
            connec: person,
            external: contacts,
            fields: { organization_id: 'employer_id' },
          }),
        }),
      ),
    /^warning: .*maps organization_id, a reference to organization, which no entity.*always left out\. Add an entity/,
  ],
  [
    'no direction',
    () => about(defineEntity({ mapper: contact, push: { connec: false, external: false } })),
    /^error: person is shared in no direction\. Let "push"/,
  ],
  [
    'a match on a field that does not exist',
    () => about(untyped({ match: { person: [['nme']] } })),
    /^error: person matches person on "nme", which its schema does not have/,
  ],
  [
    'a match on a field that is never filled',
    () => about(defineEntity({ mapper: contact, match: ['email.address'] })),
    /^error: .*"email\.address", which contacts never fills: a blank matches nothing\. Map the field/,
  ],
  [
    'a match of what is not mapped',
    () => about(untyped({ match: { item: [['name']] } })),
    /^error: person matches item, which none/,
  ],
  [
    'a match of a singleton',
    () => about(defineEntity({ mapper: account, match: ['name'] })),
    /^error: company matches company, of which a company has only one\. Remove the match/,
  ],
  [
    'inactive for what is not mapped',
    () => about(untyped({ inactive: { deals: () => true } })),
    /^error: person has "inactive" for deals.*Write one of: contacts/,
  ],
  [
    'moves told by what is not mapped',
    () => about(untyped({ moved: { async *deals() {} } })),
    /^error: person has "moved" for deals.*Write one of: contacts/,
  ],
])('%s is found, with its fix', (_, complaints, words) => {
  expect(complaints()).toEqual(expect.arrayContaining([expect.stringMatching(words)]))
})

test('a singleton is mapped once', () => {
  const again = defineMapper({
    connec: company,
    external: defineResource({ name: 'profile', id, idScope: 'profile', fields, ...written }),
    fields: { name: 'name' },
  })
  const twice = defineComplexEntity({
    name: 'company',
    mappers: [account, again],
    toExternal: { company: ['settings', 'profile'] },
    toConnec: { settings: 'company', profile: 'company' },
  })
  expect(about(twice).join()).toMatch(/maps several resources to company.*Keep one mapper/)
})

const bare = { name: 'contacts', id, fields, list } as const
test.each([
  [{}, undefined, /^error: .*neither created nor updated.*push: { external: false }/],
  [{ update: written.update }, 'create', /^error: .*has no "create"\. Add it/],
  [{ update: written.update }, 'upsert', /^warning: .*only records that are paired already/],
  [{ create: written.create }, 'upsert', /^warning: .*has no "update".*push: { external: 'create' }/],
] as const)('what a policy wants and a resource cannot do is found: %#', (able, external, words) => {
  const mapper = defineMapper({
    connec: person,
    external: defineResource({ ...bare, ...able }),
    fields: { name: 'name' },
  })
  expect(about(defineEntity({ mapper, ...(external && { push: { external } }) }))).toEqual([
    expect.stringMatching(words),
  ])
  expect(about(defineEntity({ mapper, push: { external: false } }))).toEqual([])
})

test('a field that a hook, a default or a creation fills may be matched on', () => {
  for (const filling of [
    { toConnec: () => ({ code: 'A' }) },
    { defaults: { connec: { code: 'A' } } },
    { onCreate: { connec: { code: 'A' } } },
  ]) {
    const mapper = defineMapper({ connec: person, external: contacts, fields: {}, ...filling })
    expect(about(defineEntity({ mapper, match: ['code'] }))).toEqual([])
  }
})

test('references inside lines count where the table of the lines maps them', () => {
  const line = z.object({ id: lineId(), item_id: ref('item'), text: z.string() })
  const invoice = defineConnecResource({
    name: 'invoice',
    collection: 'invoices',
    fields: { lines: z.array(line) },
  })
  const row = z.object({ id: z.string(), product_id: z.string(), text: z.string() })
  const orders = defineResource({ name: 'orders', id, fields: { rows: z.array(row) }, ...written })
  const of = (using: ReturnType<typeof nested<typeof line, typeof row>>) =>
    about(
      defineEntity({
        mapper: defineMapper({
          connec: invoice,
          external: orders,
          fields: { lines: { to: 'rows', using: each(using) } },
        }),
      }),
    )
  expect(of(nested(line, row, { text: 'text' }))).toEqual([])
  expect(of(nested(line, row, { item_id: 'product_id' }))).toEqual([
    expect.stringMatching(/^warning: .*lines\[\]\.item_id, a reference to item/),
  ])
})

test('ids of resources that share a collection cannot be mixed up, and one resource keeps the plain ones', () => {
  const entity = (idScopes: (string | undefined)[]) => {
    const [first, second] = ['contacts', 'leads'].map((name, i) => {
      const idScope = idScopes[i]
      const external = defineResource({
        name,
        id,
        fields,
        ...written,
        ...(idScope !== undefined && { idScope }),
      })
      return defineEntity({
        name,
        mapper: defineMapper({ connec: person, external, fields: { name: 'name' } }),
      })
    })
    return about(...[first ?? [], second ?? []].flat())
  }
  expect(entity([undefined, 'lead'])).toEqual([])
  expect(entity([])).toEqual([expect.stringMatching(/^error: contacts and leads share .*people.*idScope/)])
  expect(entity(['a', 'b'])).toEqual([
    expect.stringMatching(/^warning: All resources .*people have an idScope/),
  ])
  expect(entity([undefined, 'my:lead'])).toEqual([
    expect.stringMatching(/^error: The idScope "my:lead" of leads/),
  ])
})
