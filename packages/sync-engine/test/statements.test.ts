import type { Store } from '@duet/store'
import { postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { logStatements } from './statement-log.js'
import { createWorld, idOf, type World } from './world.js'

const toHub = { item: { toConnec: true, toExternal: false } }
const settings = { pageSize: 100, firstPageSize: 100 }

/** What only brackets statements is a round trip too: each transaction has a beginning and an end. */
function countTransactions(store: Store) {
  let transactions = 0
  return {
    store: {
      ...store,
      async transaction<Result>(work: (tx: Store) => Promise<Result>): Promise<Result> {
        transactions += 1
        return await store.transaction(work)
      },
    },
    take() {
      const taken = transactions
      transactions = 0
      return taken
    },
  }
}

async function measure(world: World) {
  using statements = logStatements(world.store)
  const take = () => statements.take().length
  const transactions = countTransactions(world.store)
  const { store } = transactions
  for (let number = 1; number <= 1_000; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  take()
  await world.run({ store, settings })
  const created = take()
  const transactionsOfNew = transactions.take()
  await world.run({ store, settings, options: { full: true, acceptMassChange: true } })
  const unchanged = take()
  const transactionsOfUnchanged = transactions.take()
  for (let number = 1; number <= 1_000; number += 1)
    world.crm.stores.products.update(number, { name: `Changed ${number}` })
  take()
  await world.run({ store, settings, options: { acceptMassChange: true } })
  return { created, unchanged, changed: take(), transactionsOfNew, transactionsOfUnchanged }
}

const stores = [
  { title: 'SQLite', store: temporaryStore, missing: undefined },
  { title: 'PostgreSQL', store: temporaryPostgres, missing: postgresMissing() },
]

for (const { title, store, missing } of stores) {
  describe.skipIf(missing !== undefined)(title, () => {
    test('of two lists read together only what moved is put aside', async () => {
      await using world = await createWorld({ store })
      for (let number = 1; number <= 30; number += 1)
        world.crm.stores.contacts.insert({ first_name: 'Ada', last_name: `Green ${number}` })
      await world.run()
      using statements = logStatements(world.store)
      const putAside = () => statements.take().filter(({ sql }) => /insert into "?staged_records/.test(sql))
      await world.run({ options: { full: true } })
      expect(putAside()).toEqual([])
      const [person] = await world.hubRecords('people')
      await world.hubUpdate('people', idOf(person ?? {}), { job_title: 'CFO' })
      const { totals } = await world.run({ options: { full: true } })
      expect(putAside()).toHaveLength(1)
      expect(totals).toMatchObject({ writesToConnec: 0, writesToExternal: 1, unchanged: totals.read - 1 })
    })

    test('statements come by page, not by record', async () => {
      await using world = await createWorld({ entities: toHub, store })
      const { created, unchanged, changed, transactionsOfNew, transactionsOfUnchanged } = await measure(world)
      // Of a thousand records in ten pages five pages are worked on together: nine statements for new ones and three for
      // unchanged ones; a run costs ten beside.
      expect(created).toBeLessThanOrEqual(30)
      expect(unchanged).toBeLessThanOrEqual(16)
      expect(changed).toBeLessThanOrEqual(24)
      expect(transactionsOfNew).toBeLessThanOrEqual(5)
      expect(transactionsOfUnchanged).toBeLessThanOrEqual(3)
    }, 120_000)
  })
}
