import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { createQueue, type QueueJob, type Store } from '../src/index.js'
import { linkIn, postgresMissing, temporaryPostgres, temporaryStore } from '../src/testing/index.js'

const databases = [
  { name: 'SQLite', create: temporaryStore, skip: undefined },
  { name: 'PostgreSQL', create: temporaryPostgres, skip: postgresMissing() },
]

describe.concurrent('a worker process that is killed', { timeout: 60_000 }, () => {
  for (const { name, create, skip } of databases) {
    test.skipIf(skip)(`${name}: its job is taken up by another, and its run is closed (B1)`, async () => {
      await using store = await create()
      await using queue = await createQueue(store, { pollMs: 50, backoffMs: 0 })
      const link = await linkIn(store)
      await queue.enqueue(link.id)
      const child = await workUntilKilled(store)
      expect(child).toEqual({ linkId: link.id, attempt: 1, run: 1 })
      expect(await queue.counts()).toMatchObject({ running: 1 })

      await passMinute(store)
      const taken: QueueJob[] = []
      await queue.work({
        concurrency: 1,
        async handle(job) {
          taken.push(job)
        },
      })
      await vi.waitUntil(() => taken.length === 1, { timeout: 40_000, interval: 50 })
      expect(taken[0]).toMatchObject({ linkId: link.id, attempt: 2 })
      expect(await store.runs.abandon('crashing-worker')).toBe(1)
      expect(await store.runs.running(link.id)).toBeUndefined()
    })
  }
})

/** Moves the last sign of life of every job a minute back: leases are ten seconds, and a test need not sit them out. */
async function passMinute({ dialect, database }: Store): Promise<void> {
  const { options } = database
  const statement =
    dialect === 'sqlite'
      ? sql`update queue_jobs set lease_until = lease_until - 60000`
      : sql`update ${sql.table(`${'schema' in options ? options.schema : ''}_boss.job`)}
          set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`
  await statement.execute(database.db)
}

/** What the worker said when it had taken its job; by then it is dead. */
async function workUntilKilled(store: Store): Promise<unknown> {
  const script = fileURLToPath(new URL('./crashing-worker.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(store.database.options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = await once(child.stdout, 'data')
    return JSON.parse(String(line))
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
