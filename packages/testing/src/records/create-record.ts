import { mapRoles, roleTree } from '@duet/connec-client'
import { fillBlanks, isBlank, isPlainObject, type PlainRecord } from '@duet/core'
import { CannotCheckError } from '../cannot-check-error.js'
import type { Kit, Pair } from '../kit.js'
import type { Session } from '../session.js'

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
export async function draftOf(place: Place, pair: Pair): Promise<PlainRecord> {
  const { external, toConnec, toExternal, onCreate } = pair.mapper
  const [fixture] = pair.fixtures
  if (fixture === undefined) throw new CannotCheckError(`there is no fixture of ${external.name}`)
  const context = await place.session.contextOf(pair.mapper)
  const connec = await withPresentReferences(place, pair, toConnec(external.parse(fixture).fields, context))
  return withoutBlanks(fillBlanks(toExternal(connec, context), onCreate.external))
}

/** References lead to records created for them, or nowhere; lines are new. */
async function withPresentReferences(place: Place, pair: Pair, connec: PlainRecord): Promise<PlainRecord> {
  const tree = roleTree(pair.mapper.connec)
  const wanted = new Set<string>()
  mapRoles(connec, tree, (value, role) => {
    if (role.kind === 'reference' && !isBlank(value)) wanted.add(role.resource)
    return value
  })
  const present = new Map<string, string>()
  const creating = [...(place.creating ?? []), pair]
  for (const resource of wanted) {
    const id = await presentId({ ...place, creating }, resource)
    if (id !== undefined) present.set(resource, id)
  }
  const resolved = mapRoles(connec, tree, (_value, role) =>
    role.kind === 'reference' ? present.get(role.resource) : undefined,
  )
  return isPlainObject(resolved) ? resolved : connec
}

/** The id of a record a reference may name: a new one, or where none can be created any that is there. */
async function presentId(place: Place, connecName: string): Promise<string | undefined> {
  const pairs = place.kit.pairs
    .filter((pair) => pair.mapper.connec.name === connecName && !place.creating?.includes(pair))
    // a scoped resource shares its collection; plain references mean the one that is not scoped
    .toSorted(
      (a, b) =>
        Number(a.mapper.external.idScope !== undefined) - Number(b.mapper.external.idScope !== undefined),
    )
  const creatable = pairs.find(({ mapper, fixtures }) => mapper.external.create && fixtures.length > 0)
  if (creatable !== undefined) return (await createRecord(place, creatable)).id
  const [pair] = pairs
  if (pair === undefined) return undefined
  for await (const page of pair.mapper.external.list(place.session.http, { pageSize: 1 }))
    for (const record of page) return pair.mapper.external.idOf(record)
  return undefined
}

/** What is empty does not travel in a create. */
export function withoutBlanks(draft: PlainRecord): PlainRecord {
  const kept: [string, unknown][] = []
  for (const [key, value] of Object.entries(draft)) {
    const inner = isPlainObject(value) ? withoutBlanks(value) : value
    if (!isBlank(inner) && !(isPlainObject(inner) && Object.keys(inner).length === 0)) kept.push([key, inner])
  }
  return Object.fromEntries(kept)
}
