import type { Store } from '@duet/store'
import { sql } from 'kysely'

/** Puts `count` more id maps beside those there are, each like the first of them, in one statement. */
export async function seedIdMaps(store: Store, linkId: string, count: number): Promise<void> {
  const { db, dialect } = store.database
  const numbers =
    dialect === 'postgres'
      ? sql`(select generate_series(1, ${sql.lit(count)}) as n)`
      : sql`(with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${sql.lit(count)}) select n from counted)`
  await sql`
    insert into id_maps (id, link_id, entity, connec_resource, external_resource, connec_id, external_id, label,
      receipts, base, pushed_at, opted_out, inactive, message, metadata, first_seen_at, updated_at, search_text)
    select 'seeded-' || numbers.n, link_id, entity, connec_resource, external_resource, 'seeded-' || numbers.n,
      'seeded-' || numbers.n, label, receipts, base, pushed_at, opted_out, inactive, message, metadata,
      first_seen_at, updated_at, search_text || numbers.n
    from (select * from id_maps where link_id = ${linkId} limit 1) as first_map, ${numbers} as numbers
  `.execute(db)
  await sql.raw('analyze').execute(db)
}
