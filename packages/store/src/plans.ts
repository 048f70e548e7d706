import type { Json } from '@duet/core'
import { newId } from './new-id.js'
import { type PlannedRecords, plannedRecords } from './planned-records.js'
import { type PlanCount, planColumns, planRow, type StoredPlan } from './stored-plan.js'
import type { StoreDatabase } from './tables.js'

/** How a dry run ended. */
export interface PlanEnd extends Pick<StoredPlan, 'counts' | 'notes'> {
  state: 'ready' | 'failed'
  error?: string | null
  now: number
}

export interface Plans {
  create(plan: { linkId: string; options: Json; now: number }): Promise<StoredPlan>
  byId(id: string): Promise<StoredPlan | undefined>
  /** Newest first. */
  list(linkId: string, limit: number): Promise<StoredPlan[]>
  /** Notes how far a plan that is being made is; false when it was deleted or has ended. */
  progress(id: string, counts: readonly PlanCount[]): Promise<boolean>
  finish(id: string, end: PlanEnd): Promise<void>
  /** The plan was carried out by a run. */
  markApplied(id: string, runId: string): Promise<void>
  /** Deletes a plan and what it says. */
  remove(id: string): Promise<void>
  /** Deletes all but the newest `keep` of a link, and those older than `before`; returns how many. */
  prune(linkId: string, limits: { keep: number; before: number }): Promise<number>
  /** What plans say, record by record. */
  readonly records: PlannedRecords
}

export function plans(database: StoreDatabase): Plans {
  return {
    records: plannedRecords(database),

    async create({ linkId, options, now }) {
      const plan: StoredPlan = {
        id: newId(),
        linkId,
        state: 'planning',
        options,
        counts: [],
        notes: [],
        error: null,
        runId: null,
        createdAt: now,
        finishedAt: null,
      }
      await database.db.insertInto('plans').values(planRow.write(plan)).execute()
      return plan
    },

    async byId(id) {
      const found = await database.db.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst()
      return found && planRow.read(found)
    },

    async list(linkId, limit) {
      const rows = await database.db
        .selectFrom('plans')
        .selectAll()
        .where('linkId', '=', linkId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(planRow.read)
    },

    async progress(id, counts) {
      const { numUpdatedRows } = await database.db
        .updateTable('plans')
        .set({ counts: planColumns.counts.write([...counts]) })
        .where('id', '=', id)
        .where('state', '=', 'planning')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async finish(id, { state, counts, notes, error = null, now }) {
      await database.db
        .updateTable('plans')
        .set({
          state,
          counts: planColumns.counts.write(counts),
          notes: planColumns.notes.write(notes),
          error: planColumns.error.write(error),
          finishedAt: now,
        })
        .where('id', '=', id)
        .execute()
    },

    async markApplied(id, runId) {
      await database.db.updateTable('plans').set({ state: 'applied', runId }).where('id', '=', id).execute()
    },

    async remove(id) {
      await database.db.deleteFrom('plans').where('id', '=', id).execute()
    },

    async prune(linkId, { keep, before }) {
      const newest = await database.db
        .selectFrom('plans')
        .select('id')
        .where('linkId', '=', linkId)
        .orderBy('id', 'desc')
        .limit(keep)
        .execute()
      const kept = newest.map(({ id }) => id)
      const { numDeletedRows } = await database.db
        .deleteFrom('plans')
        .where('linkId', '=', linkId)
        .where((is) =>
          is.or([is('createdAt', '<', before), ...(kept.length > 0 ? [is('id', 'not in', kept)] : [])]),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
