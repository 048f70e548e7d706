import type { Side } from '@duet/core'
import { sql } from 'kysely'
import { among } from './database/among.js'
import { takenFromInsert } from './database/taken-from-insert.js'
import { newId } from './new-id.js'
import { keyOf, lastOfEach, type Page, pagesOf, readInPages, toPage } from './pages.js'
import { type Pair, resourcesOf } from './pair.js'
import {
  type PendingDecision,
  type PendingKey,
  type PendingRecord,
  pendingColumns,
  pendingRow,
} from './pending-record.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** Which kept records are to be tried now. */
export interface DueFilter {
  entity: string
  side: Side
  now: number
  limit: number
  after?: string | undefined
  /** Every parked record, whether its reference has come or not. */
  force?: boolean | undefined
}

/** A record to keep; its id is given by the store. */
export type NewPendingRecord = Omit<PendingRecord, 'id' | 'decision'> & { id?: string }

export interface PendingRecords {
  /**
   * Inserts or updates by (link, pair, side, record id); the first time seen stays. A record that a person ignored
   * stays ignored until its fingerprint changes.
   */
  save(rows: readonly NewPendingRecord[]): Promise<void>
  remove(keys: readonly PendingKey[]): Promise<void>
  byRecords(linkId: string, pair: Pair, side: Side, recordIds: readonly string[]): Promise<PendingRecord[]>
  /**
   * Failed records whose next attempt has come, and parked ones whose missing reference is mapped by now (or that a
   * person asked to retry), in pages of `limit`.
   */
  due(linkId: string, filter: DueFilter): Promise<Page<PendingRecord>>
  list(
    linkId: string,
    filter: { state?: PendingRecord['state'] | undefined; limit: number; after?: string | undefined },
  ): Promise<Page<PendingRecord>>
  byId(id: string): Promise<PendingRecord | undefined>
  counts(linkId: string): Promise<Record<PendingRecord['state'], number>>
  /**
   * Makes the records due at `now`, with their attempts counted anew; not those whose counterpart could not be told:
   * somebody has to decide about them, or a second one would be created.
   */
  retry(ids: readonly string[], now: number): Promise<void>
  ignore(ids: readonly string[]): Promise<void>
  /** Notes a person's decision for the next run, and makes the record due at `now`. */
  decide(id: string, decision: PendingDecision, now: number): Promise<PendingRecord | undefined>
  /** Records of an entity a person has decided about. */
  decided(linkId: string, entity: string): Promise<PendingRecord[]>
}

export function pendingRecords(database: StoreDatabase): PendingRecords {
  const ofLink = (linkId: string) =>
    database.db.selectFrom('pendingRecords').selectAll().where('pendingRecords.linkId', '=', linkId)

  const ofPair = (linkId: string, pair: Pair, side: Side) => {
    const { connecResource, externalResource } = resourcesOf(pair)
    return ofLink(linkId)
      .where('connecResource', '=', connecResource)
      .where('externalResource', '=', externalResource)
      .where('side', '=', side)
  }

  const page = async (query: ReturnType<typeof ofLink>, after: string | undefined, limit: number) => {
    const rows = await query
      .$if(after !== undefined, (rest) => rest.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(limit + 1)
      .execute()
    return toPage(rows.map(pendingRow.read), limit, ({ id }) => id)
  }

  return {
    async save(records) {
      if (records.length === 0) return
      const rows = lastOfEach(records, placeOf).map((record) =>
        pendingRow.write({ ...record, id: record.id ?? newId(), decision: null }),
      )
      await writeInPages(database, rows, (tx, rowsOfPage) =>
        tx.db
          .insertInto('pendingRecords')
          .values(rowsOfPage)
          .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ ...updated, state: unlessIgnored }))
          .execute(),
      )
    },

    async remove(keys) {
      const groups = Map.groupBy(keys, ({ linkId, pair, side }) =>
        keyOf(linkId, pair.connec, pair.external, side),
      )
      for (const group of groups.values()) {
        const [first] = group
        if (first === undefined) continue
        const { connecResource, externalResource } = resourcesOf(first.pair)
        for (const keysOfPage of pagesOf(group)) {
          await database.db
            .deleteFrom('pendingRecords')
            .where('linkId', '=', first.linkId)
            .where('connecResource', '=', connecResource)
            .where('externalResource', '=', externalResource)
            .where('side', '=', first.side)
            .where(
              among(
                database,
                'recordId',
                keysOfPage.map(({ recordId }) => recordId),
              ),
            )
            .execute()
        }
      }
    },

    async byRecords(linkId, pair, side, recordIds) {
      const rows = await readInPages(recordIds, (ids) =>
        ofPair(linkId, pair, side)
          .where(among(database, 'recordId', ids))
          .execute(),
      )
      return rows.map(pendingRow.read)
    },

    async due(linkId, { entity, side, now, limit, after, force = false }) {
      const query = ofLink(linkId)
        .where('entity', '=', entity)
        .where('side', '=', side)
        .where((is) => {
          const asked = is.and([is('state', 'in', ['failed', 'parked']), is('nextAttemptAt', '<=', now)])
          const parked = is('state', '=', 'parked')
          return is.or([asked, force ? parked : is.and([parked, referenceIsMapped])])
        })
      return await page(query, after, limit)
    },

    async list(linkId, { state, limit, after }) {
      const query = ofLink(linkId)
      return await page(state === undefined ? query : query.where('state', '=', state), after, limit)
    },

    async byId(id) {
      const found = await database.db
        .selectFrom('pendingRecords')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return found && pendingRow.read(found)
    },

    async counts(linkId) {
      const rows = await database.db
        .selectFrom('pendingRecords')
        .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
        .where('linkId', '=', linkId)
        .groupBy('state')
        .execute()
      const counts = { parked: 0, failed: 0, dead: 0, ignored: 0 }
      for (const { state, count } of rows) counts[state] = count
      return counts
    },

    async retry(ids, now) {
      for (const idsOfPage of pagesOf(ids)) {
        await database.db
          .updateTable('pendingRecords')
          .set({
            state: sql`case when state = 'parked' then 'parked' else 'failed' end`,
            attempts: 0,
            nextAttemptAt: now,
          })
          .where('id', 'in', idsOfPage)
          .where((is) => is.or([is('class', 'is', null), is('class', '<>', 'ambiguous')]))
          .execute()
      }
    },

    async decide(id, decision, now) {
      const found = await database.db
        .updateTable('pendingRecords')
        .set({
          decision: pendingColumns.decision.write(decision),
          state: 'failed',
          attempts: 0,
          nextAttemptAt: now,
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      return found && pendingRow.read(found)
    },

    async decided(linkId, entity) {
      const rows = await ofLink(linkId)
        .where('entity', '=', entity)
        .where('decision', 'is not', null)
        .orderBy('id')
        .execute()
      return rows.map(pendingRow.read)
    },

    async ignore(ids) {
      for (const idsOfPage of pagesOf(ids)) {
        await database.db
          .updateTable('pendingRecords')
          .set({ state: 'ignored', nextAttemptAt: null })
          .where('id', 'in', idsOfPage)
          .execute()
      }
    },
  }
}

const KEY = ['linkId', 'connecResource', 'externalResource', 'side', 'recordId'] as const

const placeOf = ({ linkId, pair, side, recordId }: PendingKey) =>
  keyOf(linkId, pair.connec, pair.external, side, recordId)

const updated = takenFromInsert(pendingColumns, [...KEY, 'id', 'firstAt'])

const unlessIgnored = sql<never>`case
  when pending_records.state = 'ignored' and pending_records.fingerprint = excluded.fingerprint then 'ignored'
  else excluded.state end`

/** Two branches rather than an "or", so that each finds its id map by an index. */
const referenceIsMapped = sql<boolean>`(
  (missing_side = 'connec' and exists (
    select 1 from id_maps where id_maps.link_id = pending_records.link_id
      and id_maps.connec_resource = missing_resource
      and id_maps.connec_id = missing_id and id_maps.external_id is not null))
  or (missing_side = 'external' and exists (
    select 1 from id_maps where id_maps.link_id = pending_records.link_id
      and id_maps.connec_resource = missing_resource
      and id_maps.external_id = missing_id and id_maps.connec_id is not null)))`
