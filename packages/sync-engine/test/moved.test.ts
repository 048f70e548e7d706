import { defineConnector, type Entity, type Http, type Move, type MovesOptions } from '@duet/core'
import { postgresMissing, temporaryPostgres } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { killedStore } from './killed-store.js'
import { item, people, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const logged = z.object({
  records: z.array(z.object({ from: z.string(), from_id: z.number(), to: z.string(), to_id: z.number() })),
  next: z.number().nullable(),
})

/** Reads the log whenever a page has come of which it may tell something. */
async function* movesOf(http: Http, { checkpoint }: MovesOptions): AsyncGenerator<Move[]> {
  const next = ({ next: offset }: z.output<typeof logged>) => (offset === null ? undefined : { offset })
  for await (const page of http.pages('/moves', logged, { query: { limit: 2 }, next, checkpoint })) {
    yield page.records.map(({ from, from_id, to, to_id }) => ({
      from: { resource: from, id: String(from_id) },
      to: { resource: to, id: String(to_id) },
    }))
  }
}

const withMoves = (deletions: Partial<Entity['deletions']> = {}) =>
  defineConnector({
    ...smallCrm,
    entities: [
      { ...people, moved: { contacts: movesOf }, deletions: { ...people.deletions, ...deletions } },
      { ...item, moved: { products: movesOf } },
    ],
  })

const stores = [
  { title: 'SQLite', store: undefined, missing: undefined },
  { title: 'PostgreSQL', store: temporaryPostgres, missing: postgresMissing() },
]

const log = ({ crm }: World, from: string, from_id: number, to: string, to_id: number) =>
  crm.stores.moves.insert({ from, from_id, to, to_id })

async function personNamed(world: World, name: string) {
  const found = (await world.hubRecords('people')).filter(({ first_name }) => first_name === name)
  expect(found).toHaveLength(1)
  return found[0] ?? {}
}

/** Lead 1 is Ada, at the hub as well. */
async function ada(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld({ connector: withMoves(), ...options })
  world.crm.stores.leads.insert({ first_name: 'Ada', last_name: 'Green', email: 'ada@green.example' })
  await world.run()
  expectQuiet(await world.run())
  return world
}

/** What people do in the small CRM: the lead stays where it is, and a contact is made of it. */
function convert(world: World, leadId: number) {
  const { id: _, created_at, updated_at, ...fields } = { ...world.crm.stores.leads.get(leadId) }
  const contact = world.crm.stores.contacts.insert({ ...fields })
  log(world, 'leads', leadId, 'contacts', contact.id)
  return contact.id
}

for (const { title, store, missing } of stores) {
  describe.skipIf(missing !== undefined)(title, () => {
    test('a converted lead goes on as a contact: one record at the hub, under both ids', async () => {
      await using world = await ada(store && { store })
      const contactId = convert(world, 1)
      const report = await world.run()
      expect(report.status).toBe('succeeded')
      const person = await personNamed(world, 'Ada')
      expect(ourIdsOf(person).toSorted()).toEqual([String(contactId), 'lead:1'])
      const [pair, ...others] = (await world.store.idMaps.list(world.link.id, { limit: 9 })).rows
      expect(others).toEqual([])
      expect(pair).toMatchObject({
        externalResource: 'contacts',
        externalId: String(contactId),
        inactive: false,
      })
      expectQuiet(await world.run())
      expectQuiet(await world.run({ options: { full: true } }))
      expect(world.crm.stores.leads.count()).toBe(1)
    })
  })
}

test('wherever the process dies, what was converted is one pair in the end', async () => {
  await using world = await ada()
  const contactId = convert(world, 1)
  let died = 0
  for (;;) {
    const report = await world.start({ store: killedStore(world.store, died + 1) }).catch(() => undefined)
    world.pass(60_000)
    if (report !== undefined) break
    died += 1
  }
  expect(died).toBeGreaterThan(2)
  await world.run()
  const pairs = (await world.store.idMaps.list(world.link.id, { limit: 9 })).rows
  expect(pairs).toMatchObject([{ externalResource: 'contacts', externalId: String(contactId) }])
  expect(ourIdsOf(await personNamed(world, 'Ada'))).toHaveLength(2)
  expectQuiet(await world.run())
})

test('it says why, by the old id and by the new one', async () => {
  await using world = await ada()
  const contactId = convert(world, 1)
  await world.run()
  const person = idOf(await personNamed(world, 'Ada'))
  const traces = await world.store.traces.of(world.link.id, person, 9)
  const words = `In Small CRM leads 1 has become contacts ${contactId}. The pair lives on with that one.`
  expect(traces.filter(({ detail }) => detail === words).map(({ pair }) => pair.external)).toEqual([
    'contacts',
    'leads',
  ])
  world.crm.stores.leads.update(1, { email: 'old@green.example' })
  const report = await world.run()
  expect(report.totals).toMatchObject({ skipped: { moved: 1 }, writesToConnec: 0, writesToExternal: 0 })
})

test('what is edited at the hub goes to the contact, though the person is called a lead there', async () => {
  await using world = await ada()
  const contactId = convert(world, 1)
  const person = idOf(await personNamed(world, 'Ada'))
  await world.run()
  expect(await world.hubRecord('people', person)).toMatchObject({ is_lead: true })
  await world.hubUpdate('people', person, { first_name: 'Augusta' })
  await world.run()
  expect(world.crm.stores.contacts.get(contactId)).toMatchObject({ first_name: 'Augusta' })
  expect(world.crm.stores.leads.get(1)).toMatchObject({ first_name: 'Ada' })
  expectQuiet(await world.run())
})

test('an edit that went to the lead after it was converted is not undone unseen', async () => {
  await using world = await ada()
  const person = idOf(await personNamed(world, 'Ada'))
  const contactId = convert(world, 1)
  world.pass(10_000)
  await world.hubUpdate('people', person, { last_name: 'Blue' })
  await world.run({ records: [{ side: 'connec', resource: 'person', ids: [person] }] })
  expect(world.crm.stores.leads.get(1)).toMatchObject({ last_name: 'Blue' })
  await world.run()
  const { rows } = await world.store.conflicts.list(world.link.id, { limit: 5 })
  expect(rows).toMatchObject([{ field: 'last_name', connecValue: 'Blue', externalValue: 'Green' }])
  expect(world.crm.stores.contacts.get(contactId)).toMatchObject({ last_name: 'Blue' })
  expectQuiet(await world.run())
})

test('a lead that is gone once it was converted ends nothing', async () => {
  await using world = await ada()
  const person = idOf(await personNamed(world, 'Ada'))
  const contactId = convert(world, 1)
  world.crm.stores.leads.delete(1)
  world.pass(10_000)
  await world.hubUpdate('people', person, { last_name: 'Blue' })
  await world.run({ records: [{ side: 'connec', resource: 'person', ids: [person] }] })
  await world.run()
  const pairs = (await world.store.idMaps.list(world.link.id, { limit: 9 })).rows
  expect(pairs).toMatchObject([{ connecId: person, externalId: String(contactId), inactive: false }])
  expect(world.crm.stores.contacts.get(contactId)).toMatchObject({ last_name: 'Blue' })
  expectQuiet(await world.run())
})

test('a lead that was converted before it was ever shared comes as a contact alone', async () => {
  await using world = await createWorld({ connector: withMoves() })
  world.crm.stores.leads.insert({ first_name: 'Ada', last_name: 'Green' })
  const contactId = convert(world, 1)
  await world.run()
  expect(ourIdsOf(await personNamed(world, 'Ada'))).toEqual([String(contactId)])
  expectQuiet(await world.run())
})

/** Contacts 1 and 2 are Ada twice, at the hub as well. */
async function adaTwice(deletions: Partial<Entity['deletions']> = {}) {
  const world = await createWorld({ connector: withMoves(deletions) })
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', email: 'ada@green.example' })
  world.crm.stores.contacts.insert({ first_name: 'Augusta', last_name: 'Green', email: 'a@green.example' })
  await world.run()
  return world
}

function merge(world: World) {
  world.crm.stores.contacts.delete(1)
  world.crm.stores.contacts.update(2, { phone: '123' })
  log(world, 'contacts', 1, 'contacts', 2)
}

test('two that are merged: the pair of the one that stays goes on, that of the other ends', async () => {
  await using world = await adaTwice()
  const loser = idOf(await personNamed(world, 'Ada'))
  merge(world)
  await world.run()
  const pairs = (await world.store.idMaps.list(world.link.id, { limit: 9 })).rows
  expect(pairs.map(({ externalId, inactive }) => [externalId, inactive])).toEqual([
    ['1', true],
    ['2', false],
  ])
  expect(pairs[0]?.message).toBe('The record was merged into contacts 2 in Small CRM')
  await world.hubUpdate('people', loser, { job_title: 'CEO' })
  expect((await world.run()).totals).toMatchObject({ skipped: { inactive: 1 }, writesToExternal: 0 })
  expect(world.crm.stores.contacts.count()).toBe(1)
  expectQuiet(await world.run())
})

test('where deletions archive, the other record of the one that was merged is put away', async () => {
  await using world = await adaTwice({ external: 'archive' })
  merge(world)
  await world.run()
  expect(await personNamed(world, 'Ada')).toMatchObject({ status: 'ARCHIVED' })
  expect(await personNamed(world, 'Augusta')).not.toMatchObject({ status: 'ARCHIVED' })
  expectQuiet(await world.run())
})

test('references to a record that was merged lead to the one that stays', async () => {
  await using world = await createWorld({ connector: withMoves() })
  const { products } = world.crm.stores
  products.insert({ name: 'Saw', sku: 'S' })
  products.insert({ name: 'Saw, again', sku: 'S2' })
  await world.run()
  const saw = (await world.hubRecords('items')).find(({ name }) => name === 'Saw')
  products.delete(1)
  products.update(2, { description: 'The only saw' })
  log(world, 'products', 1, 'products', 2)
  await world.run()
  await world.hubCreate('items', { name: 'Blade', reference: 'B', product_id: idOf(saw ?? {}) })
  await world.run()
  expect(products.get(3)).toMatchObject({ name: 'Blade', parent_id: 2 })
  expectQuiet(await world.run())
})

test('chains lead to their end, also where they are learnt in the other order', async () => {
  await using world = await ada()
  const contactId = convert(world, 1)
  const last = world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' }).id
  world.crm.stores.contacts.delete(contactId)
  log(world, 'contacts', contactId, 'contacts', last)
  await world.run()
  const pairs = (await world.store.idMaps.list(world.link.id, { limit: 9 })).rows
  expect(pairs).toMatchObject([{ externalId: String(last), inactive: false }])
  expect(await world.store.moves.of(world.link.id, 'leads', ['1'])).toMatchObject([{ toId: String(last) }])
  expectQuiet(await world.run())
})

test('a log that cannot be read fails the read, and nothing is created twice', async () => {
  await using world = await ada()
  convert(world, 1)
  world.crm.faults.add({ when: { path: /moves/ }, times: 2, do: { kind: 'status', status: 503 } })
  expect(await world.run()).toMatchObject({ status: 'failed', totals: { writesToConnec: 0 } })
  await world.run()
  await personNamed(world, 'Ada')
  expectQuiet(await world.run())
})
