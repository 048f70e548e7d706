import type { Intent } from '@duet/store'
import { processPage } from '../page/process-page.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { readConnecByIds } from '../read/read-by-id.js'
import type { EntityRun } from '../run-context.js'

/**
 * Creates by key are sent again, under the same key: that makes or finds the one record, whatever became of the first
 * request. It happens before the application is read, where that record would look like somebody else's.
 */
export async function sendAgain(
  run: EntityRun,
  { mapper, pair }: PreparedMapper,
  intents: readonly Intent[],
): Promise<void> {
  if (intents.length === 0) return
  const { store, link } = run.context
  const sourceIds = [...new Set(intents.map(({ sourceId }) => sourceId))]
  const { seen, unread } = await readConnecByIds(run, mapper.connec, sourceIds)
  const retried = await store.pending.byRecords(link.id, pair, 'connec', sourceIds)
  await processPage(run, { seen, unread, retried, rivals: 'none' })
  // a create that failed once more has left a note of its own
  await store.intents.close(intents.map(({ id }) => id))
}
