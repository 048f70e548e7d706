import { connec } from '@duet/connec-client'
import { defineConnector, defineEntity, defineMapper, defineResource, integerId } from '@duet/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { api, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const HOUR = 3_600_000

const product = (world: World, name: string) =>
  world.crm.stores.products.all().find((record) => record.name === name)
const hubItem = async (world: World, name: string) =>
  (await world.hubRecords('items')).find((record) => record.name === name) ?? {}

test('a person follows the organization of the same page, in both directions', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', employer_id: 2 })
  world.crm.stores.contacts.insert({ is_company: true, name: 'Northwind' })
  const acme = await world.hubCreate('organizations', { name: 'Acme' })
  await world.hubCreate('people', { first_name: 'Grace', organization_id: acme })
  const report = await world.run()
  expect(report).toMatchObject({ status: 'succeeded' })
  const people = await world.hubRecords('people')
  const ada = people.find(({ first_name }) => first_name === 'Ada') ?? {}
  expect(ourIdsOf(ada, 'organization_id')).toEqual(['2'])
  const contacts = world.crm.stores.contacts.all()
  const employer = contacts.find(({ name }) => name === 'Acme')
  expect(contacts.find(({ first_name }) => first_name === 'Grace')?.employer_id).toBe(employer?.id)
  expectQuiet(await world.run())
})

test('an update that is answered with nothing is a success, references or not (B9)', async () => {
  await using world = await createWorld()
  const acme = await world.hubCreate('organizations', { name: 'Acme' })
  const grace = await world.hubCreate('people', { first_name: 'Grace', organization_id: acme })
  await world.run()
  world.crm.answerWrite = () => null
  await world.hubUpdate('people', grace, { job_title: 'Admiral' })
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { applied: 1, failed: 0 } })
  const written = world.crm.stores.contacts.all().find(({ first_name }) => first_name === 'Grace')
  expect(written).toMatchObject({ title: 'Admiral' })
  const { rows } = await world.store.idMaps.list(world.link.id, { limit: 10 })
  expect(rows.find(({ connecId }) => connecId === grace)).toMatchObject({
    message: null,
    pushedAt: { external: world.now() - 60_000 },
  })
  expectQuiet(await world.run())
})

test('a record that refers to one not there yet is parked, and released when it comes (A3)', async () => {
  await using world = await createWorld()
  world.crm.faults.add({
    when: { method: 'POST' },
    times: 1,
    do: { kind: 'status', status: 422 },
  })
  const acme = await world.hubCreate('organizations', { name: 'Acme' })
  await world.hubCreate('people', { first_name: 'Grace', organization_id: acme })
  const first = await world.run({ options: { only: ['person_and_organization'] } })
  expect(first).toMatchObject({ status: 'partial', totals: { parked: 1, failed: 1 } })
  expect(world.crm.stores.contacts.count()).toBe(0)
  world.pass(HOUR)
  expect((await world.run()).status).toBe('succeeded')
  const grace = world.crm.stores.contacts.all().find(({ first_name }) => first_name === 'Grace')
  expect(grace?.employer_id).toBe(1)
  expect(await world.store.pending.counts(world.link.id)).toMatchObject({ parked: 0, failed: 0 })
  expectQuiet(await world.run())
})

test('a record of the application waits for its reference too (A3)', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', employer_id: 2 })
  const first = await world.run()
  expect(first).toMatchObject({ status: 'succeeded', totals: { parked: 1 } })
  expect(await world.hubRecords('people')).toHaveLength(0)
  world.crm.stores.contacts.insert({ is_company: true, name: 'Northwind' })
  await world.run()
  const [ada] = await world.hubRecords('people')
  expect(ourIdsOf(ada ?? {}, 'organization_id')).toEqual(['2'])
  expectQuiet(await world.run())
})

test('records of the hub that refer to each other are created, and then joined (A3)', async () => {
  await using world = await createWorld()
  const one = await world.hubCreate('items', { name: 'One', reference: '1' })
  const two = await world.hubCreate('items', { name: 'Two', reference: '2', product_id: one })
  await world.hubUpdate('items', one, { product_id: two })
  expect(await world.run()).toMatchObject({ status: 'succeeded' })
  expect(product(world, 'One')?.parent_id).toBe(product(world, 'Two')?.id)
  expect(product(world, 'Two')?.parent_id).toBe(product(world, 'One')?.id)
  expect(await world.store.pending.counts(world.link.id)).toMatchObject({ parked: 0 })
  expectQuiet(await world.run())
})

test('records of the application that refer to each other are created, and then joined (A3)', async () => {
  await using world = await createWorld()
  world.crm.stores.products.insert({ name: 'One', sku: '1', parent_id: 2 })
  world.crm.stores.products.insert({ name: 'Two', sku: '2', parent_id: 1 })
  await world.run()
  expect(ourIdsOf(await hubItem(world, 'One'), 'product_id')).toEqual(['2'])
  expect(ourIdsOf(await hubItem(world, 'Two'), 'product_id')).toEqual(['1'])
  expectQuiet(await world.run())
})

test('a record that refers to itself is created, and then completed (A3)', async () => {
  await using world = await createWorld()
  const one = await world.hubCreate('items', { name: 'One', reference: '1' })
  await world.hubUpdate('items', one, { product_id: one })
  await world.run()
  expect(product(world, 'One')).toMatchObject({ parent_id: product(world, 'One')?.id })
  expectQuiet(await world.run())
})

test('a reference to what is not shared does not hold a record up', async () => {
  await using world = await createWorld()
  const taxCode = await world.hubCreate('tax_codes', { name: 'VAT' })
  await world.hubCreate('items', { name: 'Hammer', reference: 'H1', sale_tax_code_id: taxCode })
  expect((await world.run()).totals.parked).toBe(0)
  expect(product(world, 'Hammer')).toBeDefined()
})

test('a notified record is shared at once, and lets go what waited for it', async () => {
  await using world = await createWorld()
  await world.run()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', employer_id: 2 })
  await world.run()
  world.crm.stores.contacts.insert({ is_company: true, name: 'Northwind' })
  const cursors = await world.store.cursors.read(world.link.id)
  const report = await world.run({
    trigger: 'webhook',
    records: [{ side: 'external', resource: 'contacts', ids: ['2'] }],
  })
  expect(report.totals).toMatchObject({ applied: 2 })
  expect(await world.hubRecords('people')).toHaveLength(1)
  expect(await world.store.cursors.read(world.link.id)).toEqual(cursors)
  expectQuiet(await world.run())
})

test('a notified record meets the edit of the other side', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [ada] = await world.hubRecords('people')
  const id = idOf(ada ?? {})
  world.crm.stores.contacts.update(1, { first_name: 'Augusta', phone: '1' })
  world.pass(60_000)
  await world.hubUpdate('people', id, { first_name: 'Adele', job_title: 'CFO' })
  await world.run({ trigger: 'notification', records: [{ side: 'connec', resource: 'person', ids: [id] }] })
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ first_name: 'Adele', title: 'CFO', phone: '1' })
  expect(await world.hubRecord('people', id)).toMatchObject({
    first_name: 'Adele',
    phone_work: { landline: '1' },
  })
  expectQuiet(await world.run())
})

test('a notified record that is gone ends its pair', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [ada] = await world.hubRecords('people')
  world.crm.stores.contacts.delete(1)
  await world.run({ records: [{ side: 'external', resource: 'contacts', ids: ['1'] }] })
  await world.hubUpdate('people', idOf(ada ?? {}), { first_name: 'Adele' })
  expect((await world.run()).totals).toMatchObject({ skipped: { inactive: 1 }, writesToExternal: 0 })
})

test('what is never written to the application is not waited for there', async () => {
  const contacts = defineResource({
    ...api('contacts'),
    name: 'contacts',
    fields: { first_name: z.string(), owner_id: integerId },
  })
  const users = defineResource({ ...api('account'), name: 'account', fields: { name: z.string() } })
  const person = defineMapper({
    connec: connec.person,
    external: contacts,
    fields: { first_name: 'first_name', assignee_id: 'owner_id' },
  })
  const appUser = defineMapper({ connec: connec.appUser, external: users, fields: { first_name: 'name' } })
  const entities = [
    defineEntity({ mapper: appUser, push: { external: false } }),
    defineEntity({ mapper: person }),
  ]
  await using world = await createWorld({ connector: defineConnector({ ...smallCrm, entities }) })
  const user = await world.hubCreate('app_users', { first_name: 'Hub user' })
  await world.hubCreate('people', { first_name: 'Ada', assignee_id: user })
  expect(await world.run()).toMatchObject({ status: 'succeeded', totals: { parked: 0 } })
  expect(world.crm.stores.contacts.all()).toMatchObject([{ first_name: 'Ada' }])
})
