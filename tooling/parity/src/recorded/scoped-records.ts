import { isPlainObject } from '@duet/core'
import type { Blueprint } from './blueprint.js'
import type { IdMapRow } from './id-map-row.js'
import { type Account, hubId, ourId } from './known-ids.js'
import { fits } from './recorded-connector.js'

/**
 * Records of the hub with our ids as Duet stores them: where several kinds of the application share a collection, all
 * but one have a scope. Which kind an id belongs to is told by the id maps, else by where the record goes.
 */
export function scopedRecords(
  blueprints: readonly Blueprint[],
  records: Readonly<Record<string, readonly unknown[]>>,
  { rows, account }: { rows: readonly IdMapRow[]; account: Account },
): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(records).map(([title, list]) => [
      title,
      list.map((record) => scoped(record, { title, blueprints, rows, account })),
    ]),
  )
}

interface Scoping {
  readonly title: string
  readonly blueprints: readonly Blueprint[]
  readonly rows: readonly IdMapRow[]
  readonly account: Account
}

function scoped(record: unknown, { title, blueprints, rows, account }: Scoping): unknown {
  const blueprint = blueprints.find(({ connec }) => connec.some((plan) => plan.title === title))
  if (!isPlainObject(record) || !Array.isArray(record.id) || blueprint === undefined) return record
  const connecId = hubId(record.id)
  const routed = blueprint.toExternal[title]?.find((rule) => fits(record, rule))?.to
  const ids = record.id.map((entry: unknown) => {
    const own = ourId(entry, account)
    if (own === undefined) return entry
    const row = rows.find(({ connec_id, external_id }) => connec_id === connecId && external_id === own)
    const kind = blueprint.external.find((plan) =>
      row === undefined ? plan.title === routed : plan.title.toLowerCase() === row.external_entity,
    )
    return kind?.idScope === undefined ? entry : { ...Object(entry), id: `${kind.idScope}:${own}` }
  })
  return { ...record, id: ids }
}
