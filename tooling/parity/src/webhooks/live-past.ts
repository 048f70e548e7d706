import { isPlainObject, type Side } from '@duet/core'
import { preparedMapper } from '@duet/sync-engine'
import type { RecordedConnector } from './recorded-connector.js'
import type { ScriptedSides } from './scripted-sides.js'
import type { SeededPair } from './seed-pairs.js'

/** A push that was made before the message came, and that the message may be the echo of. */
export interface PastPush {
  readonly pair: SeededPair
  /** The side that was written. */
  readonly to: Side
  readonly at: number
}

/**
 * Pushes to the side the message comes from, of records that have not changed there since: what is told is what was
 * written. The predecessor kept the moment alone, Duet keeps what it wrote, so such a push has to be lived through.
 */
export function pastPushes(pairs: readonly SeededPair[], sides: ScriptedSides, to: Side): PastPush[] {
  return pairs.flatMap((pair) => {
    const at = pair.idMap.pushedAt[to]
    const changedAt = momentOf(sides, pair, to)
    return at === null || changedAt === undefined || changedAt > at ? [] : [{ pair, to, at }]
  })
}

function momentOf(sides: ScriptedSides, { idMap }: SeededPair, side: Side): number | undefined {
  const record =
    side === 'connec'
      ? [...sides.hub.values()]
          .find((records) => records.has(idMap.connecId ?? ''))
          ?.get(idMap.connecId ?? '')
      : sides.external.get(idMap.externalResource)?.get(idMap.externalId ?? '')
  const text = side === 'connec' ? record?.updated_at : record?.UpdatedAt
  return typeof text === 'string' ? Date.parse(text) : undefined
}

/** What the record looked like on the side the push came from, so that it can be pushed: its counterpart, mapped. */
export function placeSource(
  { pair, to, at }: PastPush,
  sides: ScriptedSides,
  built: RecordedConnector,
): void {
  const { connecId, externalId, connecResource, externalResource } = pair.idMap
  const mapper = built.connector.entities
    .flatMap(({ mappers }) => mappers)
    .find(({ connec, external }) => connec.name === connecResource && external.name === externalResource)
  if (mapper === undefined) return
  const { draftOf } = preparedMapper(mapper, undefined)
  const at_ = new Date(at).toISOString()
  const { collection } = mapper.connec
  if (to === 'connec') {
    const told = sides.hub.get(collection)?.get(connecId ?? '') ?? {}
    const draft = draftOf('connec', told)
    const record = { ...draft, Id: externalId, CreatedAt: at_, UpdatedAt: at_ }
    recordsIn(sides.external, externalResource).set(externalId ?? '', record)
  } else {
    const told = sides.external.get(externalResource)?.get(externalId ?? '') ?? {}
    const known = sides.hub.get(collection)?.get(connecId ?? '')
    const draft = draftOf('external', told)
    const id = isPlainObject(known) ? known.id : undefined
    recordsIn(sides.hub, collection).set(connecId ?? '', { ...draft, id, created_at: at_, updated_at: at_ })
  }
}

/** The records of a kind, made when there are none yet. */
export function recordsIn<Value>(held: Map<string, Map<string, Value>>, kind: string): Map<string, Value> {
  const records = held.get(kind) ?? new Map<string, Value>()
  held.set(kind, records)
  return records
}
