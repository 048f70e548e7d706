import { toRecord } from './database/records.js'
import type { HubDatabase } from './database/tables.js'
import { accepts, orderOf } from './filter/accepts.js'
import type { Condition } from './filter/condition.js'
import { type Indexed, splitCondition } from './filter/indexed.js'
import { valueAt } from './filter/value-at.js'
import type { ListTotals } from './list-totals.js'
import type { Place, StoredRecord } from './stored-record.js'

/** Which records, in which order, and how many of them. */
export interface ListQuery {
  readonly condition?: Condition | undefined
  /** Order of creation unless said. */
  readonly order?: { readonly path: string; readonly descending: boolean } | undefined
  readonly skip: number
  readonly top: number
}

export interface ListedRecords {
  readonly records: readonly StoredRecord[]
  /** All that fit, whatever the page. */
  readonly total: number
}

/** A page of a collection; the database answers alone where indexes suffice. Without `totals` it counts anew. */
export async function listRecords(
  database: HubDatabase,
  place: Place,
  query: ListQuery,
  totals?: ListTotals,
): Promise<ListedRecords> {
  const { indexed, rest } = splitCondition(query.condition)
  const orderColumn = columns.get(query.order?.path ?? '_id')
  const fitting = where(database, place, indexed)
  const { skip, top, order } = query
  if (rest !== undefined || orderColumn === undefined) {
    const candidates = (await fitting.selectAll().orderBy('id').execute()).map(toRecord)
    const accepted = rest === undefined ? candidates : candidates.filter((record) => accepts(rest, record))
    if (order !== undefined) sortBy(accepted, order)
    return { records: accepted.slice(skip, skip + top), total: accepted.length }
  }
  const count = async () => {
    const { total } = await fitting
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return Number(total)
  }
  const total = await (totals === undefined ? count() : totals.of(place, indexed, count))
  if (orderColumn === 'id' && order?.descending !== true)
    return { records: await inOrderOfCreation(database, place, { indexed, skip, top, total }, totals), total }
  const ordered = fitting.selectAll().orderBy(orderColumn, order?.descending ? 'desc' : 'asc')
  // the id once more would make SQLite sort all that is skipped
  const rows = await (orderColumn === 'id' ? ordered : ordered.orderBy('id'))
    .limit(top)
    .offset(skip)
    .execute()
  return { records: rows.map(toRecord), total }
}

/** So many records are sorted for a page; where more fit, the collection is gone through in its own order. */
const FEW = 1_000

interface Page {
  readonly indexed: readonly Indexed[]
  readonly skip: number
  readonly top: number
  readonly total: number
}

/** A page that begins where the one before it ended, if that is known. */
async function inOrderOfCreation(
  database: HubDatabase,
  place: Place,
  { indexed, skip, top, total }: Page,
  totals: ListTotals | undefined,
): Promise<StoredRecord[]> {
  const after = totals?.before(place, indexed, skip)
  const fitting = where(database, place, indexed, total > FEW)
    .selectAll()
    .orderBy('id')
    .limit(top)
  const rows = await (after === undefined ? fitting.offset(skip) : fitting.where('id', '>', after)).execute()
  const last = rows.at(-1)
  if (last !== undefined) totals?.reached(place, indexed, { skip: skip + rows.length, id: last.id })
  return rows.map(toRecord)
}

const columns = new Map<string, 'id' | 'createdAt' | 'updatedAt'>([
  ['_id', 'id'],
  ['id', 'id'],
  ['created_at', 'createdAt'],
  ['updated_at', 'updatedAt'],
])

/** With `byId` times are compared such that no index of theirs is used, since all it finds would have to be sorted. */
function where(
  database: HubDatabase,
  { company, collection }: Place,
  indexed: readonly Indexed[],
  byId = false,
) {
  let query = database.db
    .selectFrom('hubRecords')
    .where('company', '=', company)
    .where('collection', '=', collection)
  for (const condition of indexed) {
    if (condition.operator === 'in') query = query.where(condition.column, 'in', [...condition.value, ''])
    else
      query = query.where(
        (eb) => (byId ? eb(condition.column, '+', 0) : eb.ref(condition.column)),
        condition.operator,
        condition.value,
      )
  }
  return query
}

/** Absent values first, ties in order of creation. */
function sortBy(records: StoredRecord[], { path, descending }: { path: string; descending: boolean }): void {
  const direction = descending ? -1 : 1
  records.sort((a, b) => {
    const [left, right] = [valueAt(a, path), valueAt(b, path)]
    const blanks = Number(left !== null && left !== undefined) - Number(right !== null && right !== undefined)
    return direction * (blanks || (orderOf(left, right) ?? 0))
  })
}
