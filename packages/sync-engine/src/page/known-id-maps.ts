import type { Side } from '@duet/core'
import type { IdMap, Pair } from '@duet/store'
import type { PreparedMapper } from '../prepared-mapper.js'
import { idOn } from '../reference-ids.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/** The id maps of one page's records, by mapper and id. */
export interface KnownIdMaps {
  find(prepared: PreparedMapper, side: Side, id: string): IdMap | undefined
  /** The id map of what exists once, whatever its ids. */
  only(prepared: PreparedMapper): IdMap | undefined
  /** Remembers an id map made or changed since. */
  put(prepared: PreparedMapper, idMap: IdMap): void
}

/** Loads what is known of the records: two queries a mapper at most. */
export async function loadIdMaps(run: EntityRun, records: readonly SeenRecord[]): Promise<KnownIdMaps> {
  const { context, mappers } = run
  const { store, link, scopes } = context
  const known = new Map<PreparedMapper, Record<Side, Map<string, IdMap>>>(
    mappers.map((prepared) => [prepared, { connec: new Map(), external: new Map() }]),
  )
  const put = (prepared: PreparedMapper, idMap: IdMap) => {
    for (const side of ['connec', 'external'] as const) {
      const id = idOn(idMap, side)
      if (id !== null) known.get(prepared)?.[side].set(id, idMap)
    }
  }
  const only = new Map<PreparedMapper, IdMap>()
  for (const prepared of mappers) {
    const { mapper, pair } = prepared
    if (mapper.connec.singleton) {
      const [row] = await idMapsOfPair(run, pair)
      if (row !== undefined) only.set(prepared, row)
    }
    const ofHub = records.filter(({ side, resource }) => side === 'connec' && resource === pair.connec)
    const ofApplication = records.filter(
      ({ side, resource }) => side === 'external' && resource === pair.external,
    )
    const connecIds = ofHub.map(({ id }) => id)
    if (connecIds.length > 0)
      for (const row of await store.idMaps.byConnecIds(link.id, pair, connecIds)) put(prepared, row)
    // a record of the hub that is paired needs no looking up by the id it names
    const unpaired = ofHub.filter(({ id }) => known.get(prepared)?.connec.get(id) === undefined)
    const externalIds = [
      ...ofApplication.map(({ id }) => id),
      ...unpaired.flatMap((record) => scopes.own(mapper, record.externalIds)),
    ].filter((id) => known.get(prepared)?.external.get(id) === undefined)
    if (externalIds.length > 0)
      for (const row of await store.idMaps.byExternalIds(link.id, pair, externalIds)) put(prepared, row)
  }
  return {
    find: (prepared, side, id) => known.get(prepared)?.[side].get(id),
    only: (prepared) => only.get(prepared),
    put,
  }
}

async function idMapsOfPair({ context, entity }: EntityRun, { connec, external }: Pair): Promise<IdMap[]> {
  const { rows } = await context.store.idMaps.list(context.link.id, { entity: entity.name, limit: FEW })
  return rows.filter((row) => row.connecResource === connec && row.externalResource === external)
}

/** An entity of what exists once has an id map for each of its pairs. */
const FEW = 20
