import type { Json } from '@duet/core'
import { anyJson, type ColumnsOf, integer, rowCodec, text } from './columns.js'
import type { StoreDatabase } from './tables.js'

/** What the workers know together about the rate of one account. */
export interface StoredBudget {
  /** Grows with each write. */
  version: number
  state: Json
}

export interface Budgets {
  read(account: string): Promise<StoredBudget | undefined>
  /** Compare-and-set: writes if the stored version is `expectedVersion` (null: none is stored); false when it is not. */
  write(account: string, change: { state: Json; expectedVersion: number | null }): Promise<boolean>
}

export const budgetColumns = {
  account: text(),
  version: integer,
  state: anyJson,
} satisfies ColumnsOf<StoredBudget & { account: string }>

const row = rowCodec(budgetColumns)

export function budgets(database: StoreDatabase): Budgets {
  return {
    async read(account) {
      const found = await database.db
        .selectFrom('budgets')
        .selectAll()
        .where('account', '=', account)
        .executeTakeFirst()
      if (found === undefined) return undefined
      const { version, state } = row.read(found)
      return { version, state }
    },

    async write(account, { state, expectedVersion }) {
      const written = row.write({ account, version: (expectedVersion ?? 0) + 1, state })
      const { db } = database
      const saved =
        expectedVersion === null
          ? await db
              .insertInto('budgets')
              .values(written)
              .onConflict((conflict) => conflict.column('account').doNothing())
              .returning('version')
              .executeTakeFirst()
          : await db
              .updateTable('budgets')
              .set({ version: written.version, state: written.state })
              .where('account', '=', account)
              .where('version', '=', expectedVersion)
              .returning('version')
              .executeTakeFirst()
      return saved !== undefined
    },
  }
}
