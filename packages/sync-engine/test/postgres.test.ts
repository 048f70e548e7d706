import { postgresMissing, temporaryPostgres } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { createWorld, expectQuiet, idOf, ourIdsOf, startTogether } from './world.js'

const missing = postgresMissing()

describe.skipIf(missing !== undefined)(`on PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test('the first synchronization, edits on both sides, and quiet', async () => {
    await using world = await createWorld({ store: temporaryPostgres })
    world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: 'Green', employer_id: 2 })
    world.crm.stores.contacts.insert({ is_company: true, name: 'Northwind' })
    await world.hubCreate('people', { first_name: 'Ada', last_name: 'Green', job_title: 'CFO' })
    expect((await world.run()).status).toBe('succeeded')
    const [ada] = await world.hubRecords('people')
    expect(ourIdsOf(ada ?? {}, 'organization_id')).toEqual(['2'])
    expectQuiet(await world.run())
    await world.hubUpdate('people', idOf(ada ?? {}), { first_name: 'Augusta' })
    world.crm.stores.contacts.update(1, { title: 'CEO' })
    await world.run()
    expect(world.crm.stores.contacts.get(1)).toMatchObject({ first_name: 'Augusta', title: 'CEO' })
    expect(await world.hubRecord('people', idOf(ada ?? {}))).toMatchObject({ job_title: 'CEO' })
    expectQuiet(await world.run())
  })

  test('a cycle, a lost answer and a failed batch', async () => {
    await using world = await createWorld({ store: temporaryPostgres })
    const one = await world.hubCreate('items', { name: 'One', reference: '1' })
    const two = await world.hubCreate('items', { name: 'Two', reference: '2', product_id: one })
    await world.hubUpdate('items', one, { product_id: two })
    world.crm.faults.add({ when: { method: 'POST' }, times: 1, do: { kind: 'lost-answer' } })
    for (let number = 0; number < 3; number += 1) {
      await world.run()
      world.pass(3_600_000)
    }
    expect(world.crm.stores.products.count()).toBe(2)
    expectQuiet(await world.run())
  })

  test('two starts at once make one run', async () => {
    await using world = await createWorld({ store: temporaryPostgres })
    const reports = await startTogether(world, 3)
    expect(reports.filter((report) => report !== undefined)).toHaveLength(1)
  })
})
