import { expect, test } from 'vitest'
import { createWorld, expectQuiet, idOf, startTogether } from './world.js'

const TEN_MINUTES = 600_000

for (const [name, skew] of [
  ['the hub ahead, the application behind', { hub: TEN_MINUTES, crm: -TEN_MINUTES }],
  ['the hub behind, the application ahead', { hub: -TEN_MINUTES, crm: TEN_MINUTES }],
  ['both ahead', { hub: TEN_MINUTES, crm: TEN_MINUTES }],
  ['both behind', { hub: -TEN_MINUTES, crm: -TEN_MINUTES }],
] as const) {
  test(`one edit is written once, with ${name} by ten minutes (A10)`, async () => {
    await using world = await createWorld({ skew })
    world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
    await world.run()
    expectQuiet(await world.run())
    world.crm.stores.contacts.update(1, { first_name: 'Augusta' })
    expect((await world.run()).totals).toMatchObject({ writesToConnec: 1, writesToExternal: 0 })
    expectQuiet(await world.run())
    const [person] = await world.hubRecords('people')
    await world.hubUpdate('people', idOf(person ?? {}), { job_title: 'CFO' })
    expect((await world.run()).totals).toMatchObject({ writesToConnec: 0, writesToExternal: 1 })
    expectQuiet(await world.run())
    expectQuiet(await world.run({ options: { full: true } }))
  })
}

test('an edit in the very second of our own write is not lost (A11)', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.start()
  const [person] = await world.hubRecords('people')
  const id = idOf(person ?? {})
  await world.hubUpdate('people', id, { job_title: 'CFO' })
  await world.start()
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ title: 'CFO' })
  world.crm.stores.contacts.update(1, { title: 'CEO' })
  await world.start()
  expect(await world.hubRecord('people', id)).toMatchObject({ job_title: 'CEO' })
})

test('an edit made by a slow clock after our write is not lost (A11)', async () => {
  await using world = await createWorld({ skew: { hub: -TEN_MINUTES } })
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [person] = await world.hubRecords('people')
  await world.hubUpdate('people', idOf(person ?? {}), { job_title: 'CFO' })
  await world.run()
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ title: 'CFO' })
})

test('integer ids of the application meet the texts of the hub: the conflict is seen (A14)', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [person] = await world.hubRecords('people')
  world.crm.stores.contacts.update(1, { first_name: 'Augusta' })
  world.pass(60_000)
  await world.hubUpdate('people', idOf(person ?? {}), { first_name: 'Adele' })
  const { totals } = await world.run()
  expect(totals).toMatchObject({ applied: 1, skipped: { lost_conflict: 1 } })
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ first_name: 'Adele' })
})

test('the later edit wins whatever the offsets of the dates (A15)', async () => {
  await using world = await createWorld()
  world.crm.spellMoment = (moment) =>
    new Date(Date.parse(moment) + 10 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+10:00')
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  await world.run()
  const [person] = await world.hubRecords('people')
  world.crm.stores.contacts.update(1, { first_name: 'Augusta' })
  world.pass(60_000)
  await world.hubUpdate('people', idOf(person ?? {}), { first_name: 'Adele' })
  await world.run()
  expect(world.crm.stores.contacts.get(1)).toMatchObject({ first_name: 'Adele' })
  expectQuiet(await world.run())
})

test('two starts at once make one run', async () => {
  await using world = await createWorld()
  world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green' })
  const reports = await startTogether(world, 2)
  expect(reports.filter((report) => report !== undefined)).toHaveLength(1)
  expect(await world.hubRecords('people')).toHaveLength(1)
})
