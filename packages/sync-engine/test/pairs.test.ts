import { defineConnector } from '@duet/core'
import { json } from '@duet/simulator'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { company, item, people, smallCrm } from './small-crm-connector.js'
import { createWorld, expectQuiet, idOf, ourIdsOf, type World } from './world.js'

const companies = defineConnector({ ...smallCrm, entities: [company] })
const products = defineConnector({ ...smallCrm, entities: [item] })

const idMapOf = async (world: World) => {
  const { rows } = await world.store.idMaps.list(world.link.id, { limit: 10 })
  expect(rows).toHaveLength(1)
  return rows[0]
}

/** The company of the hub, as it has it anyway. */
async function hubCompany(world: World) {
  const [known] = await world.hubRecords('company')
  const id = known ? idOf(known) : await world.hubCreate('company', { name: 'Acme' })
  return { id, record: () => world.hubRecord('company', id) }
}

test('the company of the hub and the account are a pair at once, and the hub learns our id (B18)', async () => {
  await using world = await createWorld({ connector: companies })
  const { id, record } = await hubCompany(world)
  world.crm.stores.account.insert({ name: 'Small Ltd', currency: 'EUR' })
  await world.run()
  world.pass(60_000)
  await world.hubUpdate('company', id, { name: 'Acme Ltd' })
  await world.run()
  expect(world.crm.stores.account.all()).toMatchObject([{ name: 'Acme Ltd' }])
  expect(ourIdsOf(await record())).toEqual(['1'])
  expectQuiet(await world.run())
})

test('another account in the place of the first is the same pair (B18)', async () => {
  await using world = await createWorld({ connector: companies })
  const { record } = await hubCompany(world)
  world.crm.stores.account.insert({ name: 'Small Ltd' })
  await world.run()
  world.crm.stores.account.delete(1)
  world.crm.stores.account.insert({ name: 'Big Ltd' })
  await world.run()
  expect(await idMapOf(world)).toMatchObject({ externalId: '2', label: 'Big Ltd' })
  expect(await record()).toMatchObject({ name: 'Big Ltd' })
  expectQuiet(await world.run())
})

test('of several accounts the one that is paired counts, else the first (B18)', async () => {
  await using world = await createWorld({ connector: companies })
  await hubCompany(world)
  world.crm.stores.account.insert({ name: 'First' })
  world.crm.stores.account.insert({ name: 'Second' })
  await world.run()
  expect(await idMapOf(world)).toMatchObject({ externalId: '1', label: 'First' })
  expectQuiet(await world.run())
})

test('a pair is called as it was written last', async () => {
  await using world = await createWorld({ connector: products })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const [hammer] = await world.hubRecords('items')
  world.crm.stores.products.update(1, { name: 'Old hammer' })
  world.pass(60_000)
  await world.hubUpdate('items', idOf(hammer ?? {}), { name: 'Big hammer' })
  await world.run()
  expect(world.crm.stores.products.get(1)).toMatchObject({ name: 'Big hammer' })
  expect(await idMapOf(world)).toMatchObject({ label: 'Big hammer' })
})

test('a record that both sides call differently is not renamed, nor its pair saved, by whichever is read', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', name: 'Green, Ada' })
  await world.run()
  const person = async () =>
    (await world.store.idMaps.list(world.link.id, { entity: people.name, limit: 2 })).rows
  const before = await person()
  expect(before).toMatchObject([{ label: 'Green, Ada' }])
  expectQuiet(await world.run({ options: { full: true } }))
  expectQuiet(await world.run({ options: { full: true } }))
  expect(await person()).toEqual(before)
})

test('a record that was opted out is not followed: its name stays, and it is not called gone', async () => {
  await using world = await createWorld({ connector: products })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const idMap = await idMapOf(world)
  if (idMap === undefined) throw new Error('no id map')
  await world.store.idMaps.save([{ ...idMap, optedOut: { toConnec: true, toExternal: false } }])
  world.crm.stores.products.update(1, { name: 'Renamed', active: false })
  expect((await world.run()).totals).toMatchObject({ skipped: { opted_out: 1 } })
  expect(await idMapOf(world)).toMatchObject({ label: 'Hammer', inactive: false })
})

test('a record the hub has merged into another one is followed there', async () => {
  await using world = await createWorld({ connector: products })
  world.crm.stores.products.insert({ name: 'Hammer', sku: 'H1' })
  await world.run()
  const answer = { id: [{ id: 'merged', provider: 'connec', realm: 'org-test' }], name: 'Big hammer' }
  world.network.use(
    http.post('https://api-connec.maestrano.com/batch', () =>
      json(200, { results: [{ status: 200, body: { items: answer } }] }),
    ),
  )
  world.crm.stores.products.update(1, { name: 'Big hammer' })
  expect((await world.run()).status).toBe('succeeded')
  expect(await idMapOf(world)).toMatchObject({ connecId: 'merged', externalId: '1' })
})
