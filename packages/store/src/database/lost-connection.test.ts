import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Store } from '../store.js'
import { postgresMissing, temporaryPostgres } from '../testing/temporary-store.js'
import { onServer } from './open-postgres.js'

test.skipIf(postgresMissing())(
  'a connection that breaks inside a transaction costs that transaction, not the process',
  async () => {
    await using store = await temporaryPostgres()
    const url = urlOf(store)
    const transaction = store.transaction(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.database.db)
      await onServer(url, async (client) => {
        const ended = await client.query('select pg_terminate_backend($1) as ended', [rows[0]?.pid])
        expect(ended.rows).toEqual([{ ended: true }])
      })
      await sleep(100)
      await tx.organizations.list()
    })
    await expect(transaction).rejects.toThrow(/Connection terminated|not queryable|terminating connection/)
    expect(await store.organizations.list()).toEqual([])
  },
)

function urlOf({ database: { options } }: Store): string {
  if ('url' in options) return options.url
  throw new Error('The store is not on PostgreSQL')
}
