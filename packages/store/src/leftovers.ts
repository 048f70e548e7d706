import { sql } from 'kysely'
import type { StoreDatabase } from './tables.js'

/** What earlier runs, and people meanwhile, left of a link for the next run to deal with. */
export interface Leftovers {
  /** Parked, failed or ignored records. */
  pending: boolean
  /** Records that failed. */
  failed: boolean
  /** Kept records that a person decided about. */
  decided: boolean
  /** Creates whose end is unknown. */
  intents: boolean
  /** Ids the hub was not told. */
  announcements: boolean
  /** Records put aside. */
  staged: boolean
  /** Entities that a breaker stopped. */
  held: boolean
  /** Records that have become other ones in the application. */
  moves: boolean
}

/** One statement for all of it: most runs find nothing, and then need not ask again. */
export async function readLeftovers({ db }: StoreDatabase, linkId: string): Promise<Leftovers> {
  const { rows } = await sql<Record<keyof Leftovers, number>>`select
    case when exists (select 1 from pending_records where link_id = ${linkId}) then 1 else 0 end as pending,
    case when exists (select 1 from pending_records where link_id = ${linkId} and state in ('failed', 'dead')) then 1 else 0 end as failed,
    case when exists (select 1 from pending_records where link_id = ${linkId} and decision is not null) then 1 else 0 end as decided,
    case when exists (select 1 from intents where link_id = ${linkId}) then 1 else 0 end as intents,
    case when exists (select 1 from announcements where link_id = ${linkId}) then 1 else 0 end as announcements,
    case when exists (select 1 from staged_records where link_id = ${linkId}) then 1 else 0 end as staged,
    case when exists (select 1 from held_entities where link_id = ${linkId}) then 1 else 0 end as held,
    case when exists (select 1 from moves where link_id = ${linkId}) then 1 else 0 end as moves`.execute(db)
  const found = rows[0]
  const is = (what: keyof Leftovers): boolean => found?.[what] === 1
  return {
    pending: is('pending'),
    failed: is('failed'),
    decided: is('decided'),
    intents: is('intents'),
    announcements: is('announcements'),
    staged: is('staged'),
    held: is('held'),
    moves: is('moves'),
  }
}
