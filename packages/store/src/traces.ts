import type { Side } from '@duet/core'
import { sql } from 'kysely'
import { type ColumnsOf, integer, optionalProse, optionalText, rowCodec, text } from './columns.js'
import { tableWriter } from './database/table-writer.js'
import { newId } from './new-id.js'
import { gatherPair, ofPair, type Pair } from './pair.js'
import type { StoreDatabase } from './tables.js'
import { writeInPages } from './write-in-pages.js'

/** One decision about a record, kept to answer "why did this record not sync?". */
export interface Trace {
  id: string
  linkId: string
  runId: string | null
  entity: string
  pair: Pair
  /** The side the record was read from. */
  side: Side
  connecId: string | null
  externalId: string | null
  at: number
  outcome: string
  reason: string
  detail: string | null
}

export interface Traces {
  add(traces: readonly Omit<Trace, 'id'>[]): Promise<void>
  /** The last decisions about a record, by its id on either side, newest first. */
  of(linkId: string, recordId: string, limit: number): Promise<Trace[]>
  /** Keeps the newest `keepPerRecord` of each record. */
  prune(linkId: string, keepPerRecord: number): Promise<void>
}

interface FlatTrace extends Omit<Trace, 'pair'> {
  connecResource: string
  externalResource: string
}

export const traceColumns = {
  id: text(),
  linkId: text(),
  runId: optionalText(),
  entity: text(),
  connecResource: text(),
  externalResource: text(),
  side: text<Side>(),
  connecId: optionalText(),
  externalId: optionalText(),
  at: integer,
  outcome: text(),
  reason: text(),
  detail: optionalProse,
} satisfies ColumnsOf<FlatTrace>

const row = rowCodec(traceColumns)
const writer = tableWriter<Omit<Trace, 'id'>>()('traces', traceColumns, { id: () => newId(), ...ofPair })

export function traces(database: StoreDatabase): Traces {
  return {
    async add(added) {
      await writeInPages(database, added, writer.write)
    },

    async of(linkId, recordId, limit) {
      const rows = await database.db
        .selectFrom('traces')
        .selectAll()
        .where('linkId', '=', linkId)
        .where((or) => or.or([or('connecId', '=', recordId), or('externalId', '=', recordId)]))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((stored) => gatherPair(row.read(stored)))
    },

    async prune(linkId, keepPerRecord) {
      await sql`delete from traces where id in (
        select id from (
          select id, row_number() over (
            partition by entity, connec_resource, external_resource, connec_id, external_id
            order by at desc, id desc
          ) as position from traces where link_id = ${linkId}
        ) as numbered where position > ${keepPerRecord}
      )`.execute(database.db)
    },
  }
}
