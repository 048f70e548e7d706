import type { IdMap, PendingRecord, Store } from '@duet/store'
import type { Blueprint } from './blueprint.js'
import type { IdMapRow } from './id-map-row.js'
import { placeOf } from './recorded-id-maps.js'

/** What is known of one pair afterwards, as it is compared. */
export interface PairMeaning {
  readonly connecId: string
  readonly externalId: string
  readonly optedOut: { readonly toConnec: boolean; readonly toExternal: boolean }
  readonly inactive: boolean
  readonly label: string | null
  readonly pushed: { readonly connec: boolean; readonly external: boolean }
  readonly failed: boolean
}

/** Id maps in comparable form: pairs by their kinds and ids, and failures of records that are no pair yet. */
export interface IdMapsMeaning {
  readonly pairs: ReadonlyMap<string, PairMeaning>
  /** The failed record's id, by `person contact connec c1`. */
  readonly failures: ReadonlyMap<string, string>
}

/** The recorded rows. */
export function recordedIdMaps(blueprints: readonly Blueprint[], rows: readonly IdMapRow[]): IdMapsMeaning {
  const pairs = new Map<string, PairMeaning>()
  const failures = new Map<string, string>()
  for (const row of rows) {
    const place = placeOf(blueprints, row)
    if (place === undefined) continue
    const kinds = `${place.connecResource} ${place.externalResource}`
    const failed = row.message !== null && row.message !== undefined
    const { connec_id: connecId, external_id: externalId } = row
    if (connecId !== null && externalId !== null)
      pairs.set(`${kinds} ${connecId} ${externalId}`, {
        connecId,
        externalId,
        optedOut: { toConnec: !row.to_connec, toExternal: !row.to_external },
        inactive: row.external_inactive,
        label: row.name ?? null,
        pushed: { connec: row.last_push_to_connec != null, external: row.last_push_to_external != null },
        failed,
      })
    else if (failed)
      failures.set(
        connecId === null ? `${kinds} external ${externalId}` : `${kinds} connec ${connecId}`,
        connecId ?? externalId ?? '',
      )
  }
  return { pairs, failures }
}

/** Ours. Failures of records that are a pair are said there. */
export async function ownIdMaps(
  store: Store,
  linkId: string,
  blueprints: readonly Blueprint[],
): Promise<IdMapsMeaning> {
  const pairs = new Map<string, PairMeaning>()
  const failures = new Map<string, string>()
  for (const { pair, side, recordId } of await failedRecords(store, linkId))
    failures.set(`${pair.connec} ${pair.external} ${side} ${recordId}`, recordId)
  for (const idMap of await allIdMaps(store, linkId, blueprints)) {
    const { connecId, externalId, optedOut, inactive, label } = idMap
    if (connecId === null || externalId === null) continue
    const kinds = `${idMap.connecResource} ${idMap.externalResource}`
    const keys = [`${kinds} connec ${connecId}`, `${kinds} external ${externalId}`]
    const failed =
      keys.filter((key) => failures.delete(key)).length > 0 || (inactive && idMap.message !== null)
    const pushed = { connec: idMap.pushedAt.connec !== null, external: idMap.pushedAt.external !== null }
    pairs.set(`${kinds} ${connecId} ${externalId}`, {
      connecId,
      externalId,
      optedOut,
      inactive,
      label,
      pushed,
      failed,
    })
  }
  return { pairs, failures }
}

const LIMIT = 100

async function allIdMaps(
  store: Store,
  linkId: string,
  blueprints: readonly Blueprint[],
): Promise<readonly IdMap[]> {
  const found: IdMap[] = []
  let after: string | undefined
  do {
    const { rows, next } = await store.idMaps.list(linkId, { limit: LIMIT, after })
    found.push(...rows)
    after = next
  } while (after !== undefined)
  const names = new Set(blueprints.map(({ name }) => name))
  return found.filter(({ entity }) => names.has(entity))
}

async function failedRecords(store: Store, linkId: string): Promise<readonly PendingRecord[]> {
  const found: PendingRecord[] = []
  let after: string | undefined
  do {
    const { rows, next } = await store.pending.list(linkId, {
      limit: LIMIT,
      ...(after !== undefined && { after }),
    })
    found.push(...rows)
    after = next
  } while (after !== undefined)
  return found.filter(({ state }) => state !== 'parked')
}
