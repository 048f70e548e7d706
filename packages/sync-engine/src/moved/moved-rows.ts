import type { IdMap, NewAnnouncement, StoredMove, Trace } from '@duet/store'
import type { AnnouncementBody } from '../announcement/announcement-body.js'
import { toHubId } from '../id-scope.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import type { EntityRun } from '../run-context.js'

/** The hub learns the new id; it keeps the old one beside it. */
export const moveAnnouncement = (
  { context, entity }: EntityRun,
  { mapper }: PreparedMapper,
  { id, linkId, connecId, externalId }: IdMap,
): NewAnnouncement => ({
  linkId,
  entity: entity.name,
  connecResource: mapper.connec.name,
  connecId: connecId ?? '',
  createdAt: context.clock(),
  body: {
    idMapId: id,
    externalResource: mapper.external.name,
    externalId: toHubId(mapper.external, externalId ?? ''),
    leaves: [],
    fields: null,
    lines: null,
    lineIds: null,
  } satisfies AnnouncementBody,
})

interface Moved {
  readonly prepared: PreparedMapper
  readonly now: PreparedMapper
  readonly move: StoredMove
  readonly idMap: IdMap
}

/** The story of the old record ends with it, that of the new one begins with it. */
export function moveTraces(
  { context, entity }: EntityRun,
  { prepared, now, move, idMap }: Moved,
): Omit<Trace, 'id'>[] {
  const { resource, recordId, toResource, toId } = move
  const { displayName } = context.connector
  const detail = `In ${displayName} ${resource} ${recordId} has become ${toResource} ${toId}. The pair lives on with that one.`
  const traceOf = ({ pair }: PreparedMapper, externalId: string) => ({
    linkId: move.linkId,
    runId: context.run.id,
    entity: entity.name,
    pair,
    side: 'external' as const,
    connecId: idMap.connecId,
    externalId,
    at: context.clock(),
    outcome: 'applied',
    reason: 'moved',
    detail,
  })
  return [traceOf(prepared, recordId), traceOf(now, toId)]
}
