import type { Store } from '@duet/store'
import { postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { createWorld, type World } from './world.js'

const toHub = { item: { toConnec: true, toExternal: false } }
const settings = { pageSize: 100, firstPageSize: 100 }

/** Counts the statements that reach the store's tables, on either database. */
function countStatements(store: Store) {
  const executor = store.database.db.getExecutor()
  const base: object = Object.getPrototypeOf(Object.getPrototypeOf(executor))
  const original: unknown = Reflect.get(base, 'executeQuery')
  if (typeof original !== 'function') throw new Error('Kysely runs queries by another method now')
  let count = 0
  Reflect.set(
    base,
    'executeQuery',
    function counted(this: unknown, query: { sql: string }, ...rest: unknown[]) {
      const isOfHub = /"hub_/.test(query.sql)
      const isBracket = /savepoint/.test(query.sql)
      if (!isOfHub && !isBracket) count += 1
      return Reflect.apply(original, this, [query, ...rest])
    },
  )
  return {
    take() {
      const taken = count
      count = 0
      return taken
    },
    [Symbol.dispose]: () => Reflect.set(base, 'executeQuery', original),
  }
}

async function measure(world: World) {
  using statements = countStatements(world.store)
  for (let number = 1; number <= 1_000; number += 1)
    world.crm.stores.products.insert({ name: `Product ${number}`, sku: `P${number}` })
  statements.take()
  await world.run({ settings })
  const created = statements.take()
  await world.run({ settings, options: { full: true, acceptMassChange: true } })
  const unchanged = statements.take()
  for (let number = 1; number <= 1_000; number += 1)
    world.crm.stores.products.update(number, { name: `Changed ${number}` })
  statements.take()
  await world.run({ settings, options: { acceptMassChange: true } })
  return { created, unchanged, changed: statements.take() }
}

const stores = [
  { title: 'SQLite', store: temporaryStore, missing: undefined },
  { title: 'PostgreSQL', store: temporaryPostgres, missing: postgresMissing() },
]

for (const { title, store, missing } of stores) {
  describe.skipIf(missing !== undefined)(title, () => {
    test('statements come by page, not by record', async () => {
      await using world = await createWorld({ entities: toHub, store })
      const { created, unchanged, changed } = await measure(world)
      // A page of a hundred costs twelve statements for new records and five for unchanged ones, a run some twenty.
      expect(created).toBeLessThanOrEqual(145)
      expect(unchanged).toBeLessThanOrEqual(70)
      expect(changed).toBeLessThanOrEqual(90)
    }, 120_000)
  })
}
