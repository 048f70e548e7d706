import { otherSide, type Side } from '@duet/core'
import { loadMovedIds } from './moved/moved-ids.js'
import type { RunContext } from './run-context.js'

/** A record of `side` that a reference leads to. */
export interface WantedReference {
  /** The Connec! resource it is of. */
  readonly resource: string
  readonly side: Side
  readonly id: string
}

/** Ids on the other side, of the references of one page. */
export interface ReferenceIds {
  find(wanted: WantedReference): string | undefined
  /** The id that a record of the application goes by now, of the Connec! resource it is mapped to. */
  now(resource: string, id: string): string
}

const keyOf = ({ resource, side, id }: WantedReference): string => `${side} ${resource} ${id}`

/** Looks up all references of a page, one query a resource and side. */
export async function loadReferenceIds(
  context: RunContext,
  wanted: readonly WantedReference[],
): Promise<ReferenceIds> {
  const { store, link, references } = context
  const found = new Map<string, string>()
  const asked = await loadMovedIds(context, ofSide(wanted, 'external'))
  const current = (one: WantedReference): WantedReference =>
    one.side === 'external' ? { ...one, id: asked.now(one.resource, one.id) } : one
  for (const group of Map.groupBy(
    wanted.map(current),
    ({ resource, side }) => `${side} ${resource}`,
  ).values()) {
    const [first] = group
    const target = first && references.of(first.resource)
    if (first === undefined || target === undefined) continue
    const ids = [...new Set(group.map(({ id }) => id))]
    for (const [id, other] of await idsOf(first.side, ids)) found.set(keyOf({ ...first, id }), other)

    async function idsOf(side: Side, sought: string[]): Promise<Iterable<[string, string]>> {
      const connecResource = group[0]?.resource ?? ''
      if (target?.alone) {
        return side === 'connec'
          ? store.idMaps.externalIdsOf(link.id, { connecResource, connecIds: sought })
          : store.idMaps.connecIdsOf(link.id, { connecResource, externalIds: sought })
      }
      const pair = target?.pair ?? { connec: '', external: '' }
      const rows = await (side === 'connec'
        ? store.idMaps.byConnecIds(link.id, pair, sought)
        : store.idMaps.byExternalIds(link.id, pair, sought))
      return rows.flatMap((row): [string, string][] => {
        const [own, other] = [idOn(row, side), idOn(row, otherSide(side))]
        return own === null || other === null ? [] : [[own, other]]
      })
    }
  }
  const answered = await loadMovedIds(
    context,
    ofSide(wanted, 'connec').flatMap((one) => {
      const id = found.get(keyOf(one))
      return id === undefined ? [] : [{ ...one, id }]
    }),
  )
  return {
    find: (reference) => {
      const id = found.get(keyOf(current(reference)))
      return id === undefined || reference.side === 'external' ? id : answered.now(reference.resource, id)
    },
    now: asked.now,
  }
}

const ofSide = (wanted: readonly WantedReference[], side: Side): WantedReference[] =>
  wanted.filter((one) => one.side === side)

/** The id of an id map on one side. */
export const idOn = (
  { connecId, externalId }: { connecId: string | null; externalId: string | null },
  side: Side,
): string | null => (side === 'connec' ? connecId : externalId)
