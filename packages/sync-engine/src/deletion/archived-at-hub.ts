import type { PendingRecord } from '@duet/store'
import type { Work } from '../apply/work.js'
import { isWrite } from '../plan/operation.js'
import type { EntityRun } from '../run-context.js'
import { endPairs } from './end-pairs.js'
import { isToBePutAway } from './to-be-put-away.js'

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
    const retried = await waiting(run, prepared, group)
    const isLater = ({ pairing }: Work) =>
      retried.some((row) => row.recordId === pairing.connec?.id && !isDue(run, row))
    const due = group.filter((work) => !isLater(work))
    const ids = due.flatMap(({ pairing }) => pairing.connec?.id ?? [])
    const edited = new Set(
      due.flatMap(({ plan, pairing }) => (isWrite(plan.external) ? (pairing.connec?.id ?? []) : [])),
    )
    const idMaps = await store.idMaps.byConnecIds(link.id, prepared.pair, ids)
    const isEdited = ({ connecId }: (typeof idMaps)[number]) => edited.has(connecId ?? '')
    const gone = { prepared, side: 'connec', retried } as const
    await endPairs(run, { ...gone, idMaps: idMaps.filter((idMap) => !isEdited(idMap)) })
    await endPairs(run, { ...gone, idMaps: idMaps.filter(isEdited), isEdited: true })
  }
}

/** Those whose counterpart could not be put away before. */
async function waiting(
  { context }: EntityRun,
  { pair }: Work['pairing']['prepared'],
  works: readonly Work[],
): Promise<readonly PendingRecord[]> {
  if (!context.tally.keepsFailed) return []
  const ids = works.flatMap(({ pairing }) => pairing.connec?.id ?? [])
  const rows = await context.store.pending.byRecords(context.link.id, pair, 'connec', ids)
  return rows.filter(isToBePutAway)
}

function isDue({ context }: EntityRun, { state, nextAttemptAt }: PendingRecord): boolean {
  if (context.options.full || context.options.forced) return true
  return state === 'failed' && (nextAttemptAt ?? 0) <= context.clock()
}
