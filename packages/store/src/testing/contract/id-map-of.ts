import type { IdMap } from '../../id-map.js'
import { newId } from '../../new-id.js'

/** An id map of a person, with everything a test does not care about filled in. */
export function idMapOf(linkId: string, changes: Partial<IdMap> = {}): IdMap {
  return {
    id: newId(),
    linkId,
    entity: 'person',
    connecResource: 'person',
    externalResource: 'contacts',
    connecId: null,
    externalId: null,
    label: null,
    receipts: { connec: null, external: null },
    base: null,
    pushedAt: { connec: null, external: null },
    optedOut: { toConnec: false, toExternal: false },
    inactive: false,
    message: null,
    metadata: {},
    firstSeenAt: 1,
    updatedAt: 1,
    ...changes,
  }
}

/** The pair of {@link idMapOf}. */
export const personPair = { connec: 'person', external: 'contacts' } as const
