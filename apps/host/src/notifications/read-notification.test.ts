import { expect, test } from 'vitest'
import { nameTable, resourceNamed } from './name-table.js'
import { readNotification } from './read-notification.js'

const mapper = (name: string, collection: string) => ({ connec: { name, collection } })
const connector = {
  entities: [
    { mappers: [mapper('person', 'people'), mapper('tax_code', 'tax_codes')] },
    { mappers: [mapper('company', 'company')] },
  ],
}
const catalog: unknown = { connectors: new Map([['x', { connector }]]), quarantined: [] }
// Of a catalog the table only reads the names of resources.
const names = nameTable(catalog as Parameters<typeof nameTable>[0])

test('a resource is found by every name the hub may use, singletons too (B6)', () => {
  for (const name of ['people', 'Person', 'person', 'People'])
    expect(resourceNamed(names, name)).toBe('person')
  for (const name of ['tax_codes', 'TaxCode', 'taxCodes', 'tax-codes'])
    expect(resourceNamed(names, name)).toBe('tax_code')
  for (const name of ['company', 'Company', 'companies']) expect(resourceNamed(names, name)).toBe('company')
  expect(resourceNamed(names, 'journals')).toBeUndefined()
})

test('a notification is sorted by group; plain ids and id arrays, lists and single records', () => {
  const read = readNotification(
    {
      people: [
        { id: 'p1', group_id: 'cld-1', first_name: 'A' },
        {
          id: [
            { id: 'ext', provider: 'basecrm' },
            { id: 'p2', provider: 'connec' },
          ],
          group_id: 'cld-2',
        },
        { id: 'p1', group_id: 'cld-1', first_name: 'B' },
      ],
      company: { id: 'c1', group_id: 'cld-1' },
      journals: [{ odd: true }],
    },
    names,
  )
  expect(read).toMatchObject({
    unreadable: 0,
    groups: [
      {
        groupId: 'cld-1',
        resources: [
          { resource: 'person', ids: ['p1'] },
          { resource: 'company', ids: ['c1'] },
        ],
      },
      { groupId: 'cld-2', resources: [{ resource: 'person', ids: ['p2'] }] },
    ],
  })
})

test('what cannot be understood is counted and takes nothing else with it', () => {
  const body = {
    people: [{ id: 'p1', group_id: 'cld-1' }, { id: 'p2' }, null, { group_id: 'cld-1' }],
    company: 'x',
  }
  expect(readNotification(body, names)).toMatchObject({
    unreadable: 4,
    groups: [{ resources: [{ ids: ['p1'] }] }],
  })
  for (const odd of [[], 'x', null, undefined]) expect(readNotification(odd, names)).toBeUndefined()
})

test('an entity of another connector, however odd its names, hides no other (B7)', () => {
  const odd = { entities: [{ mappers: [mapper('', ''), mapper('Payment/Name', 'a b')] }, { mappers: [] }] }
  const both: unknown = {
    connectors: new Map([
      ['odd', { connector: odd }],
      ['x', { connector }],
    ]),
    quarantined: [],
  }
  const table = nameTable(both as Parameters<typeof nameTable>[0])
  expect(resourceNamed(table, 'people')).toBe('person')
  const read = readNotification({ people: [{ id: 'p1', group_id: 'cld-1' }] }, table)
  expect(read).toMatchObject({ unreadable: 0, groups: [{ resources: [{ resource: 'person' }] }] })
})

test('the same delivery has the same digest, a changed record another', () => {
  const digest = (first_name: string) =>
    readNotification({ people: [{ id: 'p1', group_id: 'cld-1', first_name }] }, names)?.groups[0]?.digest
  expect(digest('A')).toBe(digest('A'))
  expect(digest('A')).not.toBe(digest('B'))
})
