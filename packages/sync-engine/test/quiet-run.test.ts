import type { Connec } from '@duet/connec-client'
import { postgresMissing, temporaryPostgres, temporaryStore } from '@duet/store/testing'
import { describe, expect, test } from 'vitest'
import { explained, logStatements } from './statement-log.js'
import { createWorld, type World } from './world.js'

/** Something of every kind on both sides, and one that waits for what never comes. */
async function fullWorld(store: () => Promise<World['store']>): Promise<World> {
  const world = await createWorld({ store })
  const { contacts, leads, products, account } = world.crm.stores
  for (let number = 1; number <= 20; number += 1) {
    contacts.insert({ first_name: `First ${number}`, last_name: `Last ${number}` })
    leads.insert({ first_name: `Lead ${number}`, last_name: `Last ${number}` })
    products.insert({ name: `Product ${number}`, sku: `P${number}` })
  }
  contacts.insert({ first_name: 'Ada', last_name: 'Green', employer_id: 4711 })
  account.insert({ name: 'Acme', currency: 'EUR' })
  await world.hubCreate('organizations', { name: 'Northwind' })
  await world.run()
  await world.run()
  return world
}

/** Pages the hub was asked for. */
function countingPages(connec: Connec) {
  const counted = { pages: 0 }
  return {
    counted,
    connec: {
      ...connec,
      async *list(...asked: Parameters<Connec['list']>) {
        counted.pages += 1
        let isFirst = true
        for await (const page of connec.list(...asked)) {
          if (!isFirst) counted.pages += 1
          isFirst = false
          yield page
        }
      },
    },
  }
}

/** Lines that look at all id maps, be it in an index; PostgreSQL names what it looks for in the line after. */
const scansOfIdMaps = (plan: readonly string[]): string[] =>
  plan.filter((line, at) => {
    if (/SCAN id_maps/.test(line)) return true
    return /Scan .*id_maps/.test(line) && !/(Index|Recheck) Cond/.test(plan[at + 1] ?? '')
  })

const stores = [
  { title: 'SQLite', store: temporaryStore, missing: undefined },
  { title: 'PostgreSQL', store: temporaryPostgres, missing: postgresMissing() },
]

for (const { title, store, missing } of stores) {
  describe.skipIf(missing !== undefined)(title, () => {
    test('a quiet run asks each list for one page, writes nothing, and scans no id maps however many there are', async () => {
      await using world = await fullWorld(store)
      using statements = logStatements(world.store)
      const { connec, counted } = countingPages(world.connec)
      statements.take()
      world.crm.requests.clear()
      const report = await world.run({ connec })
      const taken = statements.take()
      expect(report.totals).toMatchObject({ writesToConnec: 0, writesToExternal: 0, failed: 0 })
      expect(report.status).toBe('succeeded')
      // contacts, leads, products and the account; people, organizations, items and the company
      expect(world.crm.requests.count()).toBe(4)
      expect(counted.pages).toBe(4)
      const distinct = new Map(taken.map((statement) => [statement.sql, statement]))
      const looking = [...distinct.values()].filter(({ sql }) =>
        /^(select|with|update|delete)/i.test(sql.trim()),
      )
      expect(looking.filter(({ sql }) => /id_maps/.test(sql)).length).toBeGreaterThan(0)
      for (const statement of looking)
        expect(scansOfIdMaps(await explained(world.store, statement)), statement.sql).toEqual([])
    })
  })
}
