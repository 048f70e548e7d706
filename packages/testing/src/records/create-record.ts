import { fillBlanks, type PlainRecord } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Kit, Pair } from '../kit.js'
import type { Session } from '../session.js'
import { withPresentReferences } from './present-references.js'
import { withoutBlanks } from './without-blanks.js'

/** Where a record is created: the pairs on the way to it, so that references in a circle end. */
export interface Place {
  kit: Kit
  session: Session
  creating?: readonly Pair[]
}

/** A record that was created over the connector. */
export interface CreatedRecord {
  /** Undefined when the answer held none. */
  id: string | undefined
  draft: PlainRecord
}

/** Creates the record of a pair's fixture, as the engine does for one of the hub. Throws `CannotCheckError`. */
export async function createRecord(place: Place, pair: Pair): Promise<CreatedRecord> {
  const { create, encode, idOf } = pair.mapper.external
  const draft = await draftOf(place, pair)
  return { draft, id: idOf(await create?.(place.session.http, encode(draft))) }
}

/** What the engine would create: the fixture on its way to the hub and back, referring to records that are there. */
export async function draftOf({ kit, session, creating = [] }: Place, pair: Pair): Promise<PlainRecord> {
  const { connec, toExternal, onCreate } = pair.mapper
  const place = { kit, session, creating: [...creating, pair] }
  const record = await withPresentReferences(connec, await connecDraftOf(session, pair), (resource) =>
    presentId(place, resource),
  )
  const draft = toExternal(record, await session.contextOf(pair.mapper))
  return withoutBlanks(fillBlanks(draft, onCreate.external))
}

/** What the hub gets of a pair's fixture; references are still the fixture's. */
export async function connecDraftOf(session: Session, { mapper, fixtures }: Pair): Promise<PlainRecord> {
  const [fixture] = fixtures
  if (fixture === undefined) throw new CannotCheckError(`there is no fixture of ${mapper.external.name}`)
  return mapper.toConnec(mapper.external.parse(fixture).fields, await session.contextOf(mapper))
}

/** The pairs a reference to a Connec! resource may lead to, the likeliest first. */
export function pairsFor({ kit, creating = [] }: Place, connecName: string): readonly Pair[] {
  const isScoped = ({ mapper }: Pair) => Number(mapper.external.idScope !== undefined)
  return kit.pairs
    .filter((pair) => pair.mapper.connec.name === connecName && !creating.includes(pair))
    .toSorted((a, b) => isScoped(a) - isScoped(b))
}

/** The id of a record a reference may name: a new one, or where none can be created any that is there. */
async function presentId(place: Place, connecName: string): Promise<string | undefined> {
  const pairs = pairsFor(place, connecName)
  const creatable = pairs.find(({ mapper, fixtures }) => mapper.external.create && fixtures.length > 0)
  if (creatable !== undefined) return (await createRecord(place, creatable)).id
  const external = pairs[0]?.mapper.external
  for await (const page of external?.list(place.session.http, { pageSize: 1 }) ?? [])
    for (const record of page) return external?.idOf(record)
  return undefined
}
