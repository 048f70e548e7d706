import { expect, test } from 'vitest'
import { createClock } from './clock.js'
import { increasing, prefixed, uuid } from './id-strategy.js'
import { createResourceStore, type StoredRecord } from './resource-store.js'
import { seededRandom } from './seeded-random.js'

interface Contact extends StoredRecord {
  id: number
  name: string
  emails?: { address: string }[]
}

function contactStore() {
  const clock = createClock({ now: new Date('2016-07-19T10:20:07.500Z') })
  return { clock, contacts: createResourceStore<Contact>({ ids: increasing(100), clock }) }
}

test('a new record gets an id and times with the precision of a second', () => {
  const { contacts } = contactStore()
  expect(contacts.insert({ name: 'Ada' })).toEqual({
    id: 100,
    name: 'Ada',
    created_at: '2016-07-19T10:20:07Z',
    updated_at: '2016-07-19T10:20:07Z',
  })
})

test('an update sets the given fields and the time of the update', () => {
  const { contacts, clock } = contactStore()
  const { id } = contacts.insert({ name: 'Ada' })
  clock.advance(2_000)
  expect(contacts.update(id, { name: 'Ada L.' })).toMatchObject({
    name: 'Ada L.',
    created_at: '2016-07-19T10:20:07Z',
    updated_at: '2016-07-19T10:20:09Z',
  })
  expect(contacts.update(404, { name: 'Nobody' })).toBeUndefined()
})

test('nobody changes a stored record by holding a reference', () => {
  const { contacts } = contactStore()
  const fields = { name: 'Ada', emails: [{ address: 'ada@example.test' }] }
  const inserted = contacts.insert(fields)
  const seen: Contact[] = []
  contacts.onChange(({ record }) => seen.push(record))
  contacts.update(inserted.id, { emails: fields.emails })
  for (const held of [fields, inserted, ...seen, ...contacts.list(), contacts.get(inserted.id)]) {
    if (held?.emails?.[0]) held.emails[0].address = 'changed'
  }
  expect(contacts.get(inserted.id)?.emails).toEqual([{ address: 'ada@example.test' }])
})

test('a seeded record keeps its id and times, and new ids go on above it', () => {
  const { contacts } = contactStore()
  contacts.insert({ id: 500, name: 'Old', created_at: '2001-01-01T00:00:00Z' })
  expect(contacts.get(500)?.created_at).toBe('2001-01-01T00:00:00Z')
  expect(contacts.insert({ name: 'New' }).id).toBe(501)
  expect(() => contacts.insert({ id: 500, name: 'Again' })).toThrow('the id 500 is taken')
})

test('lists are filtered, sorted, cut to a page and counted', () => {
  const { contacts } = contactStore()
  for (const name of ['Dora', 'Ada', 'Cleo', 'Bea', 'Ada']) contacts.insert({ name })
  const names = (records: Contact[]) => records.map(({ name, id }) => `${name}${id}`)
  expect(names(contacts.list({ sort: { by: 'name' } }))).toEqual([
    'Ada101',
    'Ada104',
    'Bea103',
    'Cleo102',
    'Dora100',
  ])
  expect(names(contacts.list({ sort: { by: 'name', order: 'desc' }, offset: 1, limit: 2 }))).toEqual([
    'Cleo102',
    'Bea103',
  ])
  const page = contacts.page({ where: ({ name }) => name !== 'Ada', limit: 1, offset: 1 })
  expect([names(page.records), page.total]).toEqual([['Cleo102'], 3])
  expect(contacts.count(({ name }) => name === 'Ada')).toBe(2)
  expect(names(contacts.list({ sort: (a, b) => b.id - a.id, limit: 1 }))).toEqual(['Ada104'])
  expect(contacts.list({ offset: 99 })).toEqual([])
})

test('a sorted list stays right through inserts, updates and deletes', () => {
  const { contacts } = contactStore()
  const draw = seededRandom(7)
  const random = (below: number) => Math.floor(draw() * below)
  for (let step = 0; step < 600; step += 1) {
    contacts.list({ sort: { by: 'name', order: step % 2 ? 'asc' : 'desc' }, limit: 1 })
    const id = 100 + random(200)
    if (step % 3 === 0) contacts.update(id, { name: `n${random(50)}` })
    else if (step % 7 === 0) contacts.delete(id)
    else contacts.insert({ name: `n${random(50)}` })
  }
  const expected = contacts.all().sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id))
  expect(contacts.list({ sort: { by: 'name' } })).toEqual(expected)
  expect(contacts.count()).toBe(expected.length)
})

test('listeners hear of each change until they leave', () => {
  const { contacts } = contactStore()
  const heard: string[] = []
  const leave = contacts.onChange(({ kind, record }) => heard.push(`${kind} ${record.name}`))
  const { id } = contacts.insert({ name: 'Ada' })
  contacts.update(id, { name: 'Bea' })
  expect(contacts.delete(id)).toBe(true)
  expect(contacts.delete(id)).toBe(false)
  leave()
  contacts.insert({ name: 'Cleo' })
  expect(heard).toEqual(['created Ada', 'updated Bea', 'deleted Bea'])
})

test('a restored store goes on with ids above those it ever gave', () => {
  const { contacts } = contactStore()
  contacts.insert({ name: 'Ada' })
  contacts.delete(contacts.insert({ name: 'Gone' }).id)
  const second = contactStore().contacts
  second.restore(JSON.parse(JSON.stringify(contacts.snapshot())))
  expect(second.all()).toEqual(contacts.all())
  expect(second.insert({ name: 'New' }).id).toBe(102)
})

test('ids can be prefixed numbers or UUIDs', () => {
  const ids = prefixed('con_', 7)
  ids.observe('con_9')
  ids.observe('other')
  expect([ids.next(), ids.next()]).toEqual(['con_10', 'con_11'])
  expect(uuid().next()).toMatch(/^[0-9a-f-]{36}$/)
})

test('a hundred thousand records page without copying the collection', () => {
  const { contacts } = contactStore()
  for (let i = 0; i < 100_000; i += 1) contacts.insert({ name: `Contact ${i}` })
  const walked = []
  for (let offset = 0; offset < 100_000; offset += 1_000) {
    walked.push(...contacts.page({ sort: { by: 'updated_at' }, offset, limit: 10 }).records)
  }
  expect(walked).toHaveLength(1_000)
})
