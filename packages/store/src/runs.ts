import type { Json } from '@duet/core'
import { sql } from 'kysely'
import { LeaseLostError, StoreError } from './errors.js'
import { type LedgerEntry, type RunTotals, totalsOf } from './ledger.js'
import { newId } from './new-id.js'
import { keyOf, pagesOf } from './pages.js'
import { type Run, type RunStatus, type RunTrigger, runColumns, runRow } from './run.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** Who starts a run, why, and how long its lease lasts without a heartbeat. */
export interface RunStart {
  linkId: string
  trigger: RunTrigger
  options: Json
  /** Names the worker, so that `abandon` can close what it left behind. */
  owner: string
  now: number
  leaseMs: number
}

/** A run as a history shows it. */
export type RunWithTotals = Run & { totals: RunTotals }

export interface Runs {
  /**
   * Starts a run, unless another one of the link holds an unexpired lease (undefined). One whose lease has expired
   * is closed as failed in the same transaction.
   * @throws StoreError when there is no such link
   */
  start(start: RunStart): Promise<Run | undefined>
  /** Prolongs the lease; false when it is lost, and the run must stop. */
  heartbeat(runId: string, token: string, now: number, leaseMs: number): Promise<boolean>
  /**
   * Proves, inside the transaction that writes, that nobody has taken the run over; it cannot be until that ends.
   * @throws LeaseLostError
   */
  assertHeld(runId: string, token: string): Promise<void>
  /**
   * The same proof, and how far the run is, in one statement.
   * @throws LeaseLostError
   */
  proceed(runId: string, token: string, progress: Json): Promise<void>
  /** Adds to the counts of the ledger. */
  record(runId: string, entries: readonly LedgerEntry[]): Promise<void>
  progress(runId: string, progress: Json): Promise<void>
  /** @throws LeaseLostError */
  finish(
    runId: string,
    token: string,
    end: { status: Exclude<RunStatus, 'running'>; error?: string | null; now: number },
  ): Promise<void>
  byId(runId: string): Promise<Run | undefined>
  /** Newest first; `before` is a run's number. */
  list(linkId: string, page: { limit: number; before?: number | undefined }): Promise<RunWithTotals[]>
  running(linkId: string): Promise<Run | undefined>
  /** Closes what a worker that is gone left running; returns how many runs. */
  abandon(owner: string): Promise<number>
  ledger(runId: string): Promise<LedgerEntry[]>
  totals(runId: string): Promise<RunTotals>
  /**
   * Deletes all but the newest `keep` runs of a link, with their ledgers; returns how many. The last one that succeeded stays
   * whatever its age, and so does one that is running. No cursor depends on a run.
   */
  prune(linkId: string, keep: number): Promise<number>
}

const STOPPED = 'The worker stopped before the run ended'

export function runs(database: StoreDatabase): Runs {
  const held = (runId: string, token: string) =>
    database.db
      .updateTable('runs')
      .where('id', '=', runId)
      .where('leaseToken', '=', token)
      .where('status', '=', 'running')

  const ledgerOf = async (runIds: readonly string[]) => {
    const entries = new Map<string, LedgerEntry[]>(runIds.map((id) => [id, []]))
    for (const page of pagesOf(runIds)) {
      const rows = await database.db
        .selectFrom('ledger')
        .selectAll()
        .where('runId', 'in', page)
        .orderBy('entity')
        .orderBy('side')
        .orderBy('outcome')
        .orderBy('reason')
        .execute()
      for (const { runId, ...entry } of rows) entries.get(runId)?.push(entry)
    }
    return entries
  }

  return {
    start: (start) => database.transaction((tx) => startRun(tx, start)),

    async heartbeat(runId, token, now, leaseMs) {
      const { numUpdatedRows } = await held(runId, token)
        .set({ leaseUntil: now + leaseMs })
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async assertHeld(runId, token) {
      const found = await database.db
        .selectFrom('runs')
        .select('id')
        .where('id', '=', runId)
        .where('leaseToken', '=', token)
        .where('status', '=', 'running')
        // A take-over changes this row, so it waits for the transaction that holds it.
        .$if(database.dialect === 'postgres', (query) => query.forShare())
        .executeTakeFirst()
      if (found === undefined) throw new LeaseLostError(runId)
    },

    async proceed(runId, token, progress) {
      const { numUpdatedRows } = await held(runId, token)
        .set({ progress: JSON.stringify(progress) })
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new LeaseLostError(runId)
    },

    async record(runId, entries) {
      if (entries.length === 0) return
      const rows = addUp(entries).map((entry) => ({ runId, ...entry }))
      await writeInPages(database, rows, (tx, page) =>
        tx.db
          .insertInto('ledger')
          .values(page)
          .onConflict((conflict) =>
            conflict
              .columns(['runId', 'entity', 'side', 'outcome', 'reason'])
              .doUpdateSet({ count: sql`ledger.count + excluded.count` }),
          )
          .execute(),
      )
    },

    async progress(runId, progress) {
      await database.db
        .updateTable('runs')
        .set({ progress: JSON.stringify(progress) })
        .where('id', '=', runId)
        .where('status', '=', 'running')
        .execute()
    },

    async finish(runId, token, { status, error = null, now }) {
      const { numUpdatedRows } = await held(runId, token)
        .set({ status, error: runColumns.error.write(error), finishedAt: now })
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new LeaseLostError(runId)
    },

    async byId(runId) {
      const found = await database.db
        .selectFrom('runs')
        .selectAll()
        .where('id', '=', runId)
        .executeTakeFirst()
      return found && runRow.read(found)
    },

    async list(linkId, { limit, before }) {
      let query = database.db.selectFrom('runs').selectAll().where('linkId', '=', linkId)
      if (before !== undefined) query = query.where('number', '<', before)
      const found = (await query.orderBy('number', 'desc').limit(limit).execute()).map(runRow.read)
      const ledger = await ledgerOf(found.map(({ id }) => id))
      return found.map((run) => ({ ...run, totals: totalsOf(ledger.get(run.id) ?? []) }))
    },

    async running(linkId) {
      const found = await runningOf(database, linkId)
      return found && runRow.read(found)
    },

    async abandon(owner) {
      const { numUpdatedRows } = await database.db
        .updateTable('runs')
        .set({ status: 'failed', error: STOPPED, finishedAt: Date.now() })
        .where('leaseOwner', '=', owner)
        .where('status', '=', 'running')
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },

    async ledger(runId) {
      return (await ledgerOf([runId])).get(runId) ?? []
    },

    async totals(runId) {
      return totalsOf((await ledgerOf([runId])).get(runId) ?? [])
    },

    async prune(linkId, keep) {
      const newest = (status?: RunStatus) =>
        database.db
          .selectFrom('runs')
          .select('number')
          .where('linkId', '=', linkId)
          .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'succeeded'))
          .orderBy('number', 'desc')
      const oldestKept = await newest()
        .offset(Math.max(1, keep) - 1)
        .limit(1)
        .executeTakeFirst()
      if (oldestKept === undefined) return 0
      const success = await newest('succeeded').limit(1).executeTakeFirst()
      const { numDeletedRows } = await database.db
        .deleteFrom('runs')
        .where('linkId', '=', linkId)
        .where('status', '<>', 'running')
        .where('number', '<', oldestKept.number)
        .where('number', '<>', success?.number ?? 0)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

async function startRun(
  tx: StoreDatabase,
  { linkId, trigger, options, owner, now, leaseMs }: RunStart,
): Promise<Run | undefined> {
  // Two workers starting at once come through here one after the other.
  const link = await tx.db
    .selectFrom('links')
    .select('id')
    .where('id', '=', linkId)
    .$if(tx.dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (link === undefined) {
    throw new StoreError(
      `Failed to start a run: there is no link ${linkId}. It may have been forgotten; drop the request.`,
    )
  }
  // A run begins only when the one before has ended, so only the last one can be running.
  const last = await tx.db
    .selectFrom('runs')
    .select(['id', 'number', 'status', 'leaseUntil'])
    .where('linkId', '=', linkId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.status === 'running') {
    if (last.leaseUntil > now) return undefined
    await tx.db
      .updateTable('runs')
      .set({ status: 'failed', error: STOPPED, finishedAt: now })
      .where('id', '=', last.id)
      .execute()
  }
  const run: Run = {
    id: newId(),
    linkId,
    number: (last?.number ?? 0) + 1,
    trigger,
    options,
    status: 'running',
    startedAt: now,
    finishedAt: null,
    error: null,
    progress: {},
    lease: { owner, token: newId(), until: now + leaseMs },
  }
  await tx.db.insertInto('runs').values(runRow.write(run)).execute()
  return run
}

const runningOf = (database: StoreDatabase, linkId: string) =>
  database.db
    .selectFrom('runs')
    .selectAll()
    .where('linkId', '=', linkId)
    .where('status', '=', 'running')
    .executeTakeFirst()

/** One statement must not touch the same row twice. */
function addUp(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const sums = new Map<string, LedgerEntry>()
  for (const { entity, side, outcome, reason, count } of entries) {
    const key = keyOf(entity, side, outcome, reason)
    sums.set(key, { entity, side, outcome, reason, count: count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}
