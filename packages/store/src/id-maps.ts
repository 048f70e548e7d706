import type { Side } from '@duet/core'
import { sql } from 'kysely'
import { prose } from './columns.js'
import { among } from './database/among.js'
import { tableWriter } from './database/table-writer.js'
import { uniqueViolation } from './database/unique-violation.js'
import { DuplicateIdError } from './errors.js'
import { type IdMap, idMapColumns, idMapFields, idMapRow, searchText } from './id-map.js'
import { keyOf, lastOfEach, type Page, pagesOf, readInPages, toPage } from './pages.js'
import { type Pair, resourcesOf } from './pair.js'
import type { StoreDatabase } from './tables.js'

/** Which id maps are meant; all unless said otherwise. */
export interface IdMapFilter {
  entity?: string | undefined
  /** Part of the label or of either id, in any case. */
  search?: string | undefined
  /** `shared`: known on both sides; `incomplete`: on one so far; `inactive`: gone on one side. */
  state?: 'shared' | 'inactive' | 'incomplete' | undefined
}

/** Which piece of a list is wanted. */
export interface PageRequest {
  after?: string | undefined
  limit: number
}

export interface IdMaps {
  byConnecIds(linkId: string, pair: Pair, connecIds: readonly string[]): Promise<IdMap[]>
  byExternalIds(linkId: string, pair: Pair, externalIds: readonly string[]): Promise<IdMap[]>
  /** Connec! ids by external id, over all pairs of one Connec! resource: what references resolve with. */
  connecIdsOf(
    linkId: string,
    reference: { connecResource: string; externalIds: readonly string[] },
  ): Promise<Map<string, string>>
  /** External ids by Connec! id. */
  externalIdsOf(
    linkId: string,
    reference: { connecResource: string; connecIds: readonly string[] },
  ): Promise<Map<string, string>>
  /** Living pairs, in order of creation, whose record of `side` was not put aside under `staging`: what a scan did not see. */
  unseen(
    linkId: string,
    pair: Pair,
    wanted: { side: Side; staging: string; after?: string | undefined; limit: number },
  ): Promise<Page<IdMap>>
  /**
   * Inserts or updates by `id`, all or none, set-based.
   * @throws DuplicateIdError when another id map of the link and pair has one of the ids.
   */
  save(rows: readonly IdMap[]): Promise<void>
  /** In order of creation. */
  list(linkId: string, filter: IdMapFilter & PageRequest): Promise<Page<IdMap>>
  count(linkId: string, filter?: IdMapFilter): Promise<number>
  /** Whether an entity has at least so many; looks at no more of them than that. */
  reaches(linkId: string, entity: string, count: number): Promise<boolean>
  /** Every id map of a record, by the id it has on either side. */
  byEitherId(linkId: string, recordId: string): Promise<IdMap[]>
  remove(ids: readonly string[]): Promise<void>
}

export function idMaps(database: StoreDatabase): IdMaps {
  const ofLink = (linkId: string) => database.db.selectFrom('idMaps').where('idMaps.linkId', '=', linkId)

  const chosen = (linkId: string, { entity, search, state }: IdMapFilter) => {
    let query = ofLink(linkId)
    if (entity !== undefined) query = query.where('entity', '=', entity)
    if (search) query = query.where(contains(search))
    if (state !== undefined) query = query.where('inactive', '=', state === 'inactive' ? 1 : 0)
    if (state === 'shared')
      query = query.where('connecId', 'is not', null).where('externalId', 'is not', null)
    if (state === 'incomplete') {
      query = query.where((or) => or.or([or('connecId', 'is', null), or('externalId', 'is', null)]))
    }
    return query
  }

  const byIds = async (linkId: string, pair: Pair, side: Side, ids: readonly string[]) => {
    const { connecResource, externalResource } = resourcesOf(pair)
    const rows = await readInPages(ids, (page) =>
      ofLink(linkId)
        .select(idMapFields)
        .where('connecResource', '=', connecResource)
        .where('externalResource', '=', externalResource)
        .where(among(database, side === 'connec' ? 'connecId' : 'externalId', page))
        .execute(),
    )
    return rows.map(idMapRow.read)
  }

  /** Known pairs of ids where the id of `side` is one of `ids`; of several id maps of one record the oldest counts. */
  const idsOf = async (linkId: string, connecResource: string, side: Side, ids: readonly string[]) => {
    const rows = await readInPages(ids, (page) =>
      ofLink(linkId)
        .select(['connecId', 'externalId'])
        .where('connecResource', '=', connecResource)
        .where(among(database, side === 'connec' ? 'connecId' : 'externalId', page))
        .orderBy('id', 'desc')
        .execute(),
    )
    const known = new Map<string, string>()
    for (const { connecId, externalId } of rows) {
      if (connecId === null || externalId === null) continue
      if (side === 'connec') known.set(connecId, externalId)
      else known.set(externalId, connecId)
    }
    return known
  }

  return {
    byConnecIds: (linkId, pair, ids) => byIds(linkId, pair, 'connec', ids),
    byExternalIds: (linkId, pair, ids) => byIds(linkId, pair, 'external', ids),
    connecIdsOf: (linkId, { connecResource, externalIds }) =>
      idsOf(linkId, connecResource, 'external', externalIds),
    externalIdsOf: (linkId, { connecResource, connecIds }) =>
      idsOf(linkId, connecResource, 'connec', connecIds),

    async unseen(linkId, pair, { side, staging, after, limit }) {
      const { connecResource, externalResource } = resourcesOf(pair)
      const id = side === 'connec' ? ('idMaps.connecId' as const) : ('idMaps.externalId' as const)
      let query = ofLink(linkId)
        .selectAll('idMaps')
        .where('connecResource', '=', connecResource)
        .where('externalResource', '=', externalResource)
        .where('inactive', '=', 0)
        .where('connecId', 'is not', null)
        .where('externalId', 'is not', null)
        .where(({ not, exists, selectFrom, ref }) =>
          not(
            exists(
              selectFrom('stagedRecords')
                .select('recordId')
                .where('stagedRecords.linkId', '=', linkId)
                .where('stagedRecords.entity', '=', staging)
                .where('stagedRecords.side', '=', side)
                .where('stagedRecords.resource', '=', pair[side])
                .where('stagedRecords.recordId', '=', ref(id)),
            ),
          ),
        )
      if (after !== undefined) query = query.where('idMaps.id', '>', after)
      const rows = await query
        .orderBy('idMaps.id')
        .limit(limit + 1)
        .execute()
      return toPage(rows.map(idMapRow.read), limit, (row) => row.id)
    },

    async save(rows) {
      if (rows.length === 0) return
      const saved = lastOfEach(rows, ({ id }) => id)
      try {
        await database.atomically(async (tx) => {
          for (const page of pagesOf(saved)) await writer.write(tx, page)
        })
      } catch (error) {
        const clash = uniqueViolation(error)
        if (clash === undefined) throw error
        throw await duplicate(database, saved, clash, error)
      }
    },

    async list(linkId, { after, limit, ...filter }) {
      let query = chosen(linkId, filter).selectAll()
      if (after !== undefined) query = query.where('id', '>', after)
      const rows = await query
        .orderBy('id')
        .limit(limit + 1)
        .execute()
      return toPage(rows.map(idMapRow.read), limit, ({ id }) => id)
    },

    async count(linkId, filter = {}) {
      const query = chosen(linkId, filter).select(({ fn }) => fn.countAll<number>().as('count'))
      return (await query.executeTakeFirstOrThrow()).count
    },

    async reaches(linkId, entity, count) {
      if (count <= 0) return true
      const last = await ofLink(linkId)
        .select('id')
        .where('entity', '=', entity)
        .orderBy('id')
        .offset(count - 1)
        .limit(1)
        .executeTakeFirst()
      return last !== undefined
    },

    async byEitherId(linkId, recordId) {
      const rows = await ofLink(linkId)
        .selectAll()
        .where((or) => or.or([or('connecId', '=', recordId), or('externalId', '=', recordId)]))
        .orderBy('id')
        .execute()
      return rows.map(idMapRow.read)
    },

    async remove(ids) {
      for (const page of pagesOf(ids))
        await database.db
          .deleteFrom('idMaps')
          .where(among(database, 'id', page))
          .execute()
    },
  }
}

const contains = (search: string) => {
  const pattern = `%${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`search_text like ${pattern} escape '\\'`
}

const writer = tableWriter<IdMap>()(
  'idMaps',
  { ...idMapColumns, searchText: prose },
  { searchText },
  { key: ['id'], kept: ['linkId', 'firstSeenAt'] },
)

/** Finds which id of `rows` is taken; the database names the index only. */
async function duplicate(
  database: StoreDatabase,
  rows: readonly IdMap[],
  clash: string,
  cause: unknown,
): Promise<unknown> {
  const side: Side = clash.includes('external_id') ? 'external' : 'connec'
  const idOf = (row: IdMap) => (side === 'connec' ? row.connecId : row.externalId)
  const placeOf = (row: IdMap) => keyOf(row.linkId, row.connecResource, row.externalResource, idOf(row) ?? '')
  const holders = new Map<string, string>()
  for (const page of pagesOf(rows)) {
    const ids = page.map(idOf).filter((id) => id !== null)
    if (ids.length === 0) continue
    const found = await database.db
      .selectFrom('idMaps')
      .selectAll()
      .where('linkId', 'in', [...new Set(page.map(({ linkId }) => linkId))])
      .where(side === 'connec' ? 'connecId' : 'externalId', 'in', ids)
      .execute()
    for (const row of found.map(idMapRow.read)) holders.set(placeOf(row), row.id)
  }
  for (const row of rows) {
    const id = idOf(row)
    if (id === null) continue
    const holder = holders.get(placeOf(row))
    holders.set(placeOf(row), row.id)
    if (holder === undefined || holder === row.id) continue
    const pair = { connec: row.connecResource, external: row.externalResource }
    return new DuplicateIdError({ linkId: row.linkId, pair, side, id }, cause)
  }
  return cause
}
