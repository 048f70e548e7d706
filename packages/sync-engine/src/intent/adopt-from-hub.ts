import type { Intent } from '@duet/store'
import { commit, noChanges } from '../apply/page-changes.js'
import type { PreparedMapper } from '../prepared-mapper.js'
import { connecPages } from '../read/read-pages.js'
import type { EntityRun } from '../run-context.js'
import type { SeenRecord } from '../seen-record.js'
import { adopt, agreeOnSent } from './adopt.js'

/**
 * Creates at the hub whose end is unknown: the hub says itself which record has our id. The pair is agreed on what was
 * sent, so that an edit made there since shows as one, also where the record was read before its answer was missed; what
 * the hub does not know is simply sent again.
 */
export async function adoptFromHub(
  run: EntityRun,
  prepared: PreparedMapper,
  intents: readonly Intent[],
): Promise<void> {
  if (intents.length === 0) return
  const { store, link } = run.context
  const sourceIds = intents.map(({ sourceId }) => sourceId)
  const mapped = await store.idMaps.byExternalIds(link.id, prepared.pair, sourceIds)
  const known = new Map(mapped.map((idMap) => [idMap.externalId, idMap]))
  const sought = new Map<string, Intent>()
  const changes = noChanges()
  for (const intent of intents) {
    const pair = known.get(intent.sourceId)
    if (pair === undefined || pair.connecId === null) sought.set(intent.sourceId, intent)
    else if (pair.base === null) agreeOnSent(pair, { prepared, intent, changes })
  }
  for (const [intent, record] of await findAtHub(run, prepared, sought))
    adopt(run, { prepared, intent, record, changes })
  changes.closeIntents.push(...intents.map(({ id }) => id))
  await commit(run, changes)
}

/** Whatever was created since the last read of the hub was also changed since. */
async function findAtHub(
  run: EntityRun,
  { mapper, pair }: PreparedMapper,
  sought: ReadonlyMap<string, Intent>,
): Promise<ReadonlyMap<Intent, SeenRecord>> {
  const found = new Map<Intent, SeenRecord>()
  if (sought.size === 0) return found
  const { context, entity } = run
  const cursors = await context.store.cursors.read(context.link.id)
  const cursor = cursors.find(
    ({ entity: name, side, resource }) =>
      name === entity.name && side === 'connec' && resource === pair.connec,
  )
  const since = cursor?.since == null ? undefined : new Date(cursor.since)
  const pages = connecPages(run, mapper.connec, { since, pageSize: context.settings.pageSize })
  for await (const { seen } of pages) {
    for (const record of seen) {
      const intent = context.scopes
        .own(mapper, record.externalIds)
        .map((id) => sought.get(id))
        .find((one) => one !== undefined)
      if (intent !== undefined) found.set(intent, record)
    }
    if (found.size === sought.size) break
  }
  return found
}
