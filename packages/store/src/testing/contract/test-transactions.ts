import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { OutsideTransactionError } from '../../errors.js'
import { openStore } from '../../open-store.js'
import type { OpenStore } from './open-store.js'

/** Transactions, and the values the databases must not bend. */
export function testTransactions(open: OpenStore): void {
  test('a transaction is all or nothing, and a nested one is the same one', async () => {
    const store = open()
    const failed = store.transaction(async (tx) => {
      await tx.settings.set('tx-1', 1)
      await tx.transaction((nested) => nested.settings.set('tx-2', 2))
      expect(await tx.settings.get('tx-2')).toBe(2)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await store.settings.get('tx-1')).toBeUndefined()
    expect(await store.settings.get('tx-2')).toBeUndefined()
    expect(await store.transaction(async (tx) => tx.settings.setOnce('tx-1', 3))).toBe(3)
    expect(await store.settings.get('tx-1')).toBe(3)
  })

  test('the outer store inside its own transaction is refused, not waited for', async () => {
    const store = open()
    await expect(store.transaction(() => store.settings.get('x'))).rejects.toThrow(OutsideTransactionError)
    await expect(store.transaction(() => store.transaction(async () => 1))).rejects.toThrow(
      'Call the `tx` that',
    )
    const ended = Promise.withResolvers<void>()
    let later: Promise<void> | undefined
    await store.transaction(async (tx) => {
      // Work that outlives the transaction it was started in may use the outer store.
      later = ended.promise.then(() => store.settings.set('outlived', true))
      await tx.settings.set('started', true)
    })
    ended.resolve()
    await later
    expect(await store.settings.get('outlived')).toBe(true)
  })

  test('calls outside wait for the transaction or see what was before it', async () => {
    const store = open()
    await store.settings.set('account', 1)
    const [, seen] = await Promise.all([
      store.transaction(async (tx) => {
        await tx.settings.set('account', 2)
        await new Promise((resolve) => setTimeout(resolve, 20))
        await tx.settings.set('account', 3)
      }),
      store.settings.get('account'),
    ])
    expect([1, 3]).toContain(seen)
    expect(await store.settings.get('account')).toBe(3)
  })

  test('read-then-write transactions of two processes do not fail each other', async () => {
    const store = open()
    await using other = await openStore(store.database.options)
    await store.settings.set('counter', 0)
    const increment = (of: typeof store) =>
      of.transaction(async (tx) => {
        const { rows } = await sql<{
          value: string
        }>`update settings set value = value where key = 'counter' returning value`.execute(tx.database.db)
        await tx.settings.set('counter', Number(rows[0]?.value) + 1)
      })
    await Promise.all(Array.from({ length: 40 }, (_, index) => increment(index % 2 === 0 ? store : other)))
    expect(await store.settings.get('counter')).toBe(40)
  })

  test('several saves at once inside one transaction do not disturb each other', async () => {
    const store = open()
    await store.transaction(async (tx) => {
      const create = (uid: string) => tx.organizations.create({ tenant: 'at-once', uid, name: uid })
      const results = await Promise.allSettled(['a', 'b', 'a', 'c', 'b', 'd'].map(create))
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2)
    })
    for (const uid of ['a', 'b', 'c', 'd']) {
      expect(await store.organizations.byUid('at-once', uid)).toBeDefined()
    }
  })

  test('a Date is refused wherever it stands, also as the first parameter', async () => {
    const { database } = open()
    const date = new Date(0)
    const first = sql`insert into settings (updated_at, key, value) values (${date}, 'date', '1')`
    const later = sql`insert into settings (key, value, updated_at) values ('date', '1', ${date})`
    await expect(first.execute(database.db)).rejects.toThrow()
    await expect(later.execute(database.db)).rejects.toThrow()
    await expect(sql`insert into settings values (${{ key: 'x' }})`.execute(database.db)).rejects.toThrow()
    expect(await open().settings.get('date')).toBeUndefined()
  })

  test('the store answers a ping', async () => {
    await open().ping()
  })
}
