import type { PageChanges } from '../apply/page-changes.js'
import { type Work, writesFrom } from '../apply/work.js'
import { readConnecByIds } from '../read/read-by-id.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'

/**
 * A create that the hub merged into a record we had staged makes the staged copy stale: it is replaced, or what the
 * hub held before would look like somebody's change.
 */
export async function restage(run: EntityRun, works: readonly Work[], changes: PageChanges): Promise<void> {
  const { context } = run
  const merged = writesFrom(works, 'external').flatMap(({ work, operation }) => {
    const result = work.results.external
    const { connec } = work.pairing.prepared.mapper
    return operation.kind === 'create' && result?.kind === 'written'
      ? [{ connec, id: result.id, answer: result.answer }]
      : []
  })
  for (const [connec, group] of Map.groupBy(merged, (one) => one.connec)) {
    const recordIds = group.map(({ id }) => id)
    const place = { side: 'connec', resource: connec.name, recordIds } as const
    const rows = await context.store.staged.take(context.link.id, run.staging, place)
    const unanswered = rows.filter(({ recordId }) => !group.find(({ id }) => id === recordId)?.answer)
    const { seen } = await readConnecByIds(
      run,
      connec,
      unanswered.map(({ recordId }) => recordId),
    )
    const fresh = new Map<string, SeenRecord>(seen.map((record) => [record.id, record]))
    for (const { id, answer } of group) if (answer) fresh.set(id, answer)
    for (const row of rows) {
      const record = fresh.get(row.recordId)
      if (record === undefined || changes.unstaged.some(({ recordId }) => recordId === row.recordId)) continue
      changes.restaged.push({
        ...row,
        payload: record.payload(),
        recordUpdatedAt: record.updatedAt?.getTime() ?? null,
      })
    }
  }
}
