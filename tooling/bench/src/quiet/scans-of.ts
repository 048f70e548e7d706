import type { Store } from '@duet/store'
import { CompiledQuery } from 'kysely'
import type { CountedStatement } from '../worker/count-statements.js'

/** More rows than this share of all id maps is a scan, whichever index leads to them. */
const SCAN_SHARE = 0.01

/** The plans, in a line each, of those statements that scan the id maps. */
export async function scansOf(
  store: Store,
  statements: readonly CountedStatement[],
  idMaps: number,
): Promise<string[]> {
  const scans: string[] = []
  for (const { sql, parameters } of statements) {
    const explain = store.database.dialect === 'postgres' ? 'explain' : 'explain query plan'
    const { rows } = await store.database.db.executeQuery(
      CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
    )
    const plan = rows.map((row) => Object.values(Object(row)).map(String).join(' '))
    const scan = plan.find((line) => scansIdMaps(line, idMaps))
    if (scan !== undefined) scans.push(scan.trim())
  }
  return scans
}

/** A line of PostgreSQL: `->  Index Scan using x on id_maps  (cost=0.42..8.44 rows=1 width=4)`; of SQLite: `SCAN id_maps`. */
function scansIdMaps(line: string, idMaps: number): boolean {
  if (!/id_maps/.test(line)) return false
  if (/Seq Scan on|(^|\s)SCAN (?!.*USING (COVERING )?INDEX)/.test(line)) return true
  const rows = /rows=(\d+)/.exec(line)?.[1]
  return rows !== undefined && Number(rows) > idMaps * SCAN_SHARE
}
