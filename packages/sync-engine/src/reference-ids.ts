import { otherSide, type Side } from '@duet/core'
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
}

const keyOf = ({ resource, side, id }: WantedReference): string => `${side} ${resource} ${id}`

/** Looks up all references of a page, one query a resource and side. */
export async function loadReferenceIds(
  { store, link, references }: RunContext,
  wanted: readonly WantedReference[],
): Promise<ReferenceIds> {
  const found = new Map<string, string>()
  for (const group of Map.groupBy(wanted, ({ resource, side }) => `${side} ${resource}`).values()) {
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
  return { find: (reference) => found.get(keyOf(reference)) }
}

/** The id of an id map on one side. */
export const idOn = (
  { connecId, externalId }: { connecId: string | null; externalId: string | null },
  side: Side,
): string | null => (side === 'connec' ? connecId : externalId)
