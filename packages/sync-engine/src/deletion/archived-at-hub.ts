import type { Work } from '../apply/work.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import { endPairs } from './end-pairs.js'

/** Whether the hub has put away a record whose pair lives, in an entity where that means something. */
export function endsByArchive({ entity }: EntityRun, { pairing }: Work): boolean {
  const { connec, idMap } = pairing
  if (entity.deletions.connec === 'ignore' || connec?.fields.status !== 'ARCHIVED') return false
  return idMap?.connecId != null && idMap.externalId != null && !idMap.inactive
}

/** Connec! deletes nothing: records are archived there, which ends their pairs once the page is done. */
export async function endArchived(run: EntityRun, works: readonly Work[]): Promise<void> {
  const archived = works.filter((work) => endsByArchive(run, work))
  const { store, link } = run.context
  for (const [prepared, group] of Map.groupBy(archived, ({ pairing }) => pairing.prepared)) {
    const ids = group.flatMap(({ pairing }) => pairing.connec?.id ?? [])
    const edited = new Set(
      group.flatMap(({ plan, pairing }) => (isWrite(plan.external) ? (pairing.connec?.id ?? []) : [])),
    )
    const idMaps = await store.idMaps.byConnecIds(link.id, prepared.pair, ids)
    const isEdited = ({ connecId }: (typeof idMaps)[number]) => edited.has(connecId ?? '')
    const gone = { prepared, side: 'connec' } as const
    await endPairs(run, { ...gone, idMaps: idMaps.filter((idMap) => !isEdited(idMap)) })
    await endPairs(run, { ...gone, idMaps: idMaps.filter(isEdited), isEdited: true })
  }
}
