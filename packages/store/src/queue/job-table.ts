import { sql } from 'kysely'
import { rowCodec } from '../columns.js'
import { newId } from '../new-id.js'
import type { StoreDatabase } from '../tables.js'
import { type Job, jobColumns } from './job.js'
import { DEAD_KEPT_MS, MAX_ATTEMPTS, MAX_BACKOFF_MS } from './queue.js'

/** A job as its worker holds it. */
export type HeldJob = Pick<Job, 'id' | 'linkId' | 'attempts'> & { token: string }

/** The states of jobs and how they change; each change is one transaction. */
export interface JobTable {
  enqueue(linkId: string, runAt: number, priority: number): Promise<'queued' | 'waiting'>
  /** Takes up to `limit` jobs whose time has come and whose link has none running, also from workers that fell silent. */
  claim(limit: number, now: number): Promise<HeldJob[]>
  /** Prolongs the leases and returns the ids of the jobs still held. */
  renew(jobs: readonly HeldJob[], now: number): Promise<Set<string>>
  complete(job: HeldJob): Promise<void>
  fail(job: HeldJob, error: unknown, now: number): Promise<void>
  /** Back to waiting as if it had not been taken. */
  handBack(job: HeldJob, now: number): Promise<void>
  counts(): Promise<{ waiting: number; running: number; dead: number }>
}

const row = rowCodec(jobColumns)
const SILENT = 'The worker stopped before the job ended'

export function jobTable(database: StoreDatabase, lease: { leaseMs: number; backoffMs: number }): JobTable {
  const backoff = (attempts: number) =>
    Math.min(MAX_BACKOFF_MS, Math.round(lease.backoffMs * 2 ** (attempts - 1) * (0.75 + Math.random() / 2)))

  /** Ends an attempt that did not succeed: once more later, or dead; nothing if another job of the link waits anyway. */
  async function endAttempt(tx: StoreDatabase, job: HeldJob, change: Partial<Job> & { runAt: number }) {
    const { db } = tx
    const held = db
      .selectFrom('queueJobs')
      .select('id')
      .where('id', '=', job.id)
      .where('leaseToken', '=', job.token)
    if ((await held.executeTakeFirst()) === undefined) return
    const dead = job.attempts >= MAX_ATTEMPTS && change.attempts === undefined
    const waiting = db
      .selectFrom('queueJobs')
      .select('id')
      .where('linkId', '=', job.linkId)
      .where('state', '=', 'waiting')
    if (!dead && (await waiting.executeTakeFirst()) !== undefined) {
      await db.deleteFrom('queueJobs').where('id', '=', job.id).execute()
      return
    }
    await db
      .updateTable('queueJobs')
      .set({ ...change, state: dead ? 'dead' : 'waiting', leaseToken: null, leaseUntil: null })
      .where('id', '=', job.id)
      .execute()
    if (dead) {
      await db
        .deleteFrom('queueJobs')
        .where('state', '=', 'dead')
        .where('runAt', '<', change.runAt - DEAD_KEPT_MS)
        .execute()
    }
  }

  const ready = (db: StoreDatabase['db'], now: number) =>
    db
      .selectFrom('queueJobs')
      .where('state', '=', 'waiting')
      .where('runAt', '<=', now)
      .where('linkId', 'not in', (query) =>
        query.selectFrom('queueJobs as other').select('other.linkId').where('other.state', '=', 'running'),
      )

  const silent = (db: StoreDatabase['db'], now: number) =>
    db.selectFrom('queueJobs').where('state', '=', 'running').where('leaseUntil', '<=', now)

  return {
    async enqueue(linkId, runAt, priority) {
      const job = {
        id: newId(),
        linkId,
        state: 'waiting',
        priority,
        runAt,
        attempts: 0,
        leaseToken: null,
        leaseUntil: null,
        error: null,
        createdAt: Date.now(),
      } satisfies Job
      const stored = await database.db
        .insertInto('queueJobs')
        .values(row.write(job))
        .onConflict((conflict) =>
          conflict
            .column('linkId')
            // Spelled out rather than bound: the database must see that it is the condition of the index.
            .where('state', '=', sql.lit('waiting'))
            .doUpdateSet({
              runAt: sql`min(queue_jobs.run_at, excluded.run_at)`,
              priority: sql`max(queue_jobs.priority, excluded.priority)`,
            }),
        )
        .returning('id')
        .executeTakeFirstOrThrow()
      return stored.id === job.id ? 'queued' : 'waiting'
    },

    async claim(limit, now) {
      // Looking costs no write lock; most looks find nothing.
      const { db } = database
      const any =
        (await ready(db, now).select('id').limit(1).executeTakeFirst()) ??
        (await silent(db, now).select('id').limit(1).executeTakeFirst())
      if (any === undefined) return []
      return await database.transaction(async (tx) => {
        for (const job of await silent(tx.db, now).selectAll().execute()) {
          await endAttempt(tx, { ...job, token: job.leaseToken ?? '' }, { runAt: now, error: SILENT })
        }
        const token = newId()
        const next = await ready(tx.db, now)
          .select('id')
          .orderBy('priority', 'desc')
          .orderBy('runAt')
          .orderBy('id')
          .limit(limit)
          .execute()
        if (next.length === 0) return []
        const claimed = await tx.db
          .updateTable('queueJobs')
          .set({
            state: 'running',
            attempts: sql`attempts + 1`,
            leaseToken: token,
            leaseUntil: now + lease.leaseMs,
          })
          .where(
            'id',
            'in',
            next.map(({ id }) => id),
          )
          .returning(['id', 'linkId', 'attempts'])
          .execute()
        return claimed.map((job) => ({ ...job, token }))
      })
    },

    async renew(jobs, now) {
      const renewed = await database.db
        .updateTable('queueJobs')
        .set({ leaseUntil: now + lease.leaseMs })
        .where('state', '=', 'running')
        .where((is) =>
          is.or(jobs.map((job) => is.and([is('id', '=', job.id), is('leaseToken', '=', job.token)]))),
        )
        .returning('id')
        .execute()
      return new Set(renewed.map(({ id }) => id))
    },

    async complete({ id, token }) {
      await database.db.deleteFrom('queueJobs').where('id', '=', id).where('leaseToken', '=', token).execute()
    },

    async fail(job, error, now) {
      const message = error instanceof Error ? error.message : String(error)
      await database.transaction((tx) =>
        endAttempt(tx, job, { runAt: now + backoff(job.attempts), error: jobColumns.error.write(message) }),
      )
    },

    async handBack(job, now) {
      await database.transaction((tx) => endAttempt(tx, job, { runAt: now, attempts: job.attempts - 1 }))
    },

    async counts() {
      const rows = await database.db
        .selectFrom('queueJobs')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute()
      const counts = { waiting: 0, running: 0, dead: 0 }
      for (const { state, count } of rows) counts[state] = count
      return counts
    },
  }
}
