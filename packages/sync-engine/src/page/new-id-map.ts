import { type IdMap, newId } from '@duet/store'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'

/** A pair whose two ids have just become known; nothing is agreed about it yet. */
export function newIdMap(
  { context, entity }: EntityRun,
  { pair }: PreparedMapper,
  ids: { connecId: string | null; externalId: string | null; label: string | null },
): IdMap {
  const now = context.clock()
  return {
    id: newId(),
    linkId: context.link.id,
    entity: entity.name,
    connecResource: pair.connec,
    externalResource: pair.external,
    ...ids,
    receipts: { connec: null, external: null },
    base: null,
    pushedAt: { connec: null, external: null },
    optedOut: { toConnec: false, toExternal: false },
    inactive: false,
    message: null,
    metadata: {},
    firstSeenAt: now,
    updatedAt: now,
  }
}
