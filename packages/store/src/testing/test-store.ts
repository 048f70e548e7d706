import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../store.js'
import { testCursors } from './contract/test-cursors.js'
import { testHostTables } from './contract/test-host-tables.js'
import { testIdMaps } from './contract/test-id-maps.js'
import { testLinks } from './contract/test-links.js'
import { testPending } from './contract/test-pending.js'
import { testPlans } from './contract/test-plans.js'
import { testRuns } from './contract/test-runs.js'
import { testSyncTables } from './contract/test-sync-tables.js'
import { testTransactions } from './contract/test-transactions.js'

/** Why a suite cannot run here; its tests are then listed as skipped, with the reason. */
export interface SuiteOptions {
  skip?: string | undefined
}

/**
 * The contract of the store, as tests; every database must pass it. `create` opens an empty store.
 *
 * @example
 * testStore('SQLite', temporaryStore)
 * testStore('PostgreSQL', temporaryPostgres, { skip: postgresMissing() })
 */
export function testStore(name: string, create: () => Promise<Store>, { skip }: SuiteOptions = {}): void {
  const title = skip === undefined ? `${name} store` : `${name} store (skipped: ${skip})`
  describe.skipIf(skip !== undefined)(title, { timeout: 20_000 }, () => {
    let store: Store | undefined
    beforeAll(async () => {
      store = await create()
    })
    afterAll(() => store?.[Symbol.asyncDispose]())
    const open = (): Store => {
      if (store === undefined)
        throw new Error('Failed to run the suite: the store is not open. See the error above.')
      return store
    }
    testLinks(open)
    testIdMaps(open)
    testCursors(open)
    testRuns(open)
    testPending(open)
    testSyncTables(open)
    testPlans(open)
    testHostTables(open)
    testTransactions(open)
  })
}
