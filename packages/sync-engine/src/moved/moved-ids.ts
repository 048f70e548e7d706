import type { ReferenceIds, WantedReference } from '../reference-ids.js'
import type { RunContext } from '../run-context.js'

/** The ids that referenced records of the application go by now; one query a resource, none while nothing has ever moved. */
export async function loadMovedIds(
  { store, link, references, tally }: RunContext,
  wanted: readonly Pick<WantedReference, 'resource' | 'id'>[],
): Promise<Pick<ReferenceIds, 'now'>> {
  const moved = new Map<string, string>()
  if (!tally.keepsMoves) return { now: (_, id) => id }
  for (const [resource, group] of Map.groupBy(wanted, (one) => one.resource)) {
    const external = references.of(resource)?.pair.external
    if (external === undefined) continue
    const ids = group.map(({ id }) => id)
    for (const { recordId, toResource, toId } of await store.moves.of(link.id, external, ids))
      if (toResource === external) moved.set(`${resource} ${recordId}`, toId)
  }
  return { now: (resource, id) => moved.get(`${resource} ${id}`) ?? id }
}
