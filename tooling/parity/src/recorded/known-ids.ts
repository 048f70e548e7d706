import { connecNames } from '@duet/connec-client'
import { isPlainObject } from '@duet/core'
import type { Blueprint } from './blueprint.js'
import type { IdMapRow } from './id-map-row.js'

/** Under which name the ids of the linked account are known. */
export interface Account {
  readonly provider: string
  readonly realm: string
}

/** What the hub knows at the start, and the spelling of ids. */
export interface KnownIds {
  /** The collection's record that goes by one of our ids, by the hub's own id. */
  connecIdOf(collection: string, externalId: string): string | undefined
  /** Whether the hub has one of our ids for its record. */
  has(collection: string, connecId: string, externalId: string): boolean
  /** Whether the hub has one of our ids for a line of its record. */
  hasLine(lineId: string, externalId: string): boolean
  /** Whether there is exactly one record in a collection. */
  isSingleton(collection: string): boolean
  /** An id without the scope of its kind. */
  plain(id: string): string
  /** The id an entry of an id array holds when it is ours. */
  ours(entry: unknown): string | undefined
  /** The hub's own id in an id array. */
  connecId(ids: unknown): string | undefined
}

interface Known {
  readonly account: Account
  readonly blueprints: readonly Blueprint[]
  readonly rows: readonly IdMapRow[]
  /** By the title of the kind of record. */
  readonly connecRecords: Readonly<Record<string, readonly unknown[]>>
}

const entriesOf = (ids: unknown): readonly unknown[] => (Array.isArray(ids) ? ids : [])
const textAt = (entry: unknown, key: string): string | undefined => {
  const value = isPlainObject(entry) ? entry[key] : undefined
  return value === undefined || value === null || value === '' ? undefined : String(value)
}

/** The collection a kind of record of the hub is in. */
export const collectionOf = ({ names, singleton }: Blueprint['connec'][number]): string =>
  singleton ? names.name : names.collection

/** Reads an id of the linked account. */
export const ourId = (entry: unknown, { provider, realm }: Account): string | undefined =>
  textAt(entry, 'provider') === provider && textAt(entry, 'realm') === realm ? textAt(entry, 'id') : undefined

/** Reads the hub's own id. */
export const hubId = (ids: unknown): string | undefined =>
  textAt(
    entriesOf(ids).find((entry) => textAt(entry, 'provider') === 'connec'),
    'id',
  )

export function knownIds({ account, blueprints, rows, connecRecords }: Known): KnownIds {
  const byExternal = new Map<string, string>()
  const pairs = new Set<string>()
  const seen = new Set<string>()
  const lines = new Set<string>()
  const plans = blueprints.flatMap(({ connec }) => connec)
  const scopes = blueprints.flatMap(({ external }) => external.flatMap(({ idScope }) => idScope ?? []))
  for (const plan of plans) {
    for (const record of connecRecords[plan.title] ?? []) {
      if (!isPlainObject(record)) continue
      const connecId = hubId(record.id)
      if (connecId === undefined) continue
      seen.add(`${collectionOf(plan)} ${connecId}`)
      for (const entry of entriesOf(record.id)) {
        const own = ourId(entry, account)
        if (own !== undefined) know(collectionOf(plan), connecId, own)
      }
      noteLines(record)
    }
  }
  for (const row of rows) {
    if (row.connec_id === null || row.external_id === null) continue
    const plan = plans.find(({ title }) => connecNames(title).words === row.connec_entity)
    if (plan === undefined) continue
    const place = collectionOf(plan)
    byExternal.set(`${place} ${row.external_id}`, row.connec_id)
    if (!seen.has(`${place} ${row.connec_id}`)) know(place, row.connec_id, row.external_id)
  }

  function know(place: string, connecId: string, externalId: string): void {
    pairs.add(`${place} ${connecId} ${externalId}`)
    if (!byExternal.has(`${place} ${externalId}`)) byExternal.set(`${place} ${externalId}`, connecId)
  }

  function noteLines(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) noteLines(item)
    if (!isPlainObject(value)) return
    const own = hubId(value.id)
    for (const entry of entriesOf(value.id)) lines.add(`${own} ${ourId(entry, account)}`)
    for (const inner of Object.values(value)) noteLines(inner)
  }

  return {
    connecIdOf: (place, externalId) => byExternal.get(`${place} ${externalId}`),
    has: (place, connecId, externalId) => pairs.has(`${place} ${connecId} ${externalId}`),
    hasLine: (lineId, externalId) => lines.has(`${lineId} ${externalId}`),
    isSingleton: (place) => plans.some((plan) => plan.singleton && collectionOf(plan) === place),
    plain(id) {
      const scope = scopes.find((candidate) => id.startsWith(`${candidate}:`))
      return scope === undefined ? id : id.slice(scope.length + 1)
    },
    ours: (entry) => ourId(entry, account),
    connecId: hubId,
  }
}
