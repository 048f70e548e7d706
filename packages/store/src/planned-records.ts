import type { Side } from '@duet/core'
import { among } from './database/among.js'
import { takenFromInsert } from './database/taken-from-insert.js'
import { newId } from './new-id.js'
import { keyOf, lastOfEach, type Page, pagesOf, readInPages, toPage } from './pages.js'
import { type Pair, resourcesOf } from './pair.js'
import { type PlannedRecord, plannedColumns, plannedRow } from './planned-record.js'
import type { StoreDatabase } from './tables.js'

/** Which records of a plan a page shows. */
export interface PlannedFilter {
  entity?: string | undefined
  kind?: string | undefined
  states?: readonly PlannedRecord['state'][] | undefined
  after?: string | undefined
  limit: number
}

export interface PlannedRecords {
  /** Inserts, or replaces what the plan says of the same record. */
  save(rows: readonly Omit<PlannedRecord, 'id'>[]): Promise<void>
  /** In the order they were planned. */
  list(planId: string, filter: PlannedFilter): Promise<Page<PlannedRecord>>
  byRecords(planId: string, pair: Pair, side: Side, recordIds: readonly string[]): Promise<PlannedRecord[]>
  /** Notes how what was done compares with what was shown. */
  mark(ids: readonly string[], state: PlannedRecord['state']): Promise<void>
  /** What was shown of an entity and never came up: there was nothing left to do. */
  markGone(planId: string, entity: string): Promise<void>
  /** How many of the plan are in each state. */
  counts(planId: string): Promise<Record<PlannedRecord['state'], number>>
}

const KEY = ['planId', 'connecResource', 'externalResource', 'side', 'recordId'] as const
const updated = takenFromInsert(plannedColumns, [...KEY, 'id'])

export function plannedRecords(database: StoreDatabase): PlannedRecords {
  const ofPlan = (planId: string) =>
    database.db.selectFrom('plannedRecords').selectAll().where('planId', '=', planId)

  return {
    async save(records) {
      const rows = lastOfEach(records, placeOf).map((record) => plannedRow.write({ ...record, id: newId() }))
      await database.atomically(async (tx) => {
        for (const page of pagesOf(rows)) {
          await tx.db
            .insertInto('plannedRecords')
            .values(page)
            .onConflict((conflict) => conflict.columns(KEY).doUpdateSet(updated))
            .execute()
        }
      })
    },

    async list(planId, { entity, kind, states, after, limit }) {
      let query = ofPlan(planId)
      if (entity !== undefined) query = query.where('entity', '=', entity)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      if (states !== undefined) query = query.where('state', 'in', [...states])
      if (after !== undefined) query = query.where('id', '>', after)
      const rows = await query
        .orderBy('id')
        .limit(limit + 1)
        .execute()
      return toPage(rows.map(plannedRow.read), limit, ({ id }) => id)
    },

    async byRecords(planId, pair, side, recordIds) {
      const { connecResource, externalResource } = resourcesOf(pair)
      const rows = await readInPages(recordIds, (ids) =>
        ofPlan(planId)
          .where('connecResource', '=', connecResource)
          .where('externalResource', '=', externalResource)
          .where('side', '=', side)
          .where(among(database, 'recordId', ids))
          .execute(),
      )
      return rows.map(plannedRow.read)
    },

    async mark(ids, state) {
      for (const page of pagesOf(ids))
        await database.db
          .updateTable('plannedRecords')
          .set({ state })
          .where(among(database, 'id', page))
          .execute()
    },

    async markGone(planId, entity) {
      await database.db
        .updateTable('plannedRecords')
        .set({ state: 'gone' })
        .where('planId', '=', planId)
        .where('entity', '=', entity)
        .where('state', '=', 'shown')
        .execute()
    },

    async counts(planId) {
      const rows = await database.db
        .selectFrom('plannedRecords')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('planId', '=', planId)
        .groupBy('state')
        .execute()
      const counts = { shown: 0, as_shown: 0, changed: 0, added: 0, gone: 0 }
      for (const { state, count } of rows) counts[state] = count
      return counts
    },
  }
}

const placeOf = ({ planId, pair, side, recordId }: Omit<PlannedRecord, 'id'>) =>
  keyOf(planId, pair.connec, pair.external, side, recordId)
