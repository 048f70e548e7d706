import type { Side } from '@duet/core'
import { massGuard } from '../breaker/mass-guard.js'
import { endPairs } from '../deletion/end-pairs.js'
import { processPage } from '../page/process-page.js'
import type { EntityRun } from '../run-context.js'
import { readConnecByIds, readExternalByIds } from './read-by-id.js'
import { connecResources, externalResources } from './resources.js'
import { synchronizeEntity } from './synchronize-entity.js'

/** Records somebody said have changed. */
export interface HintedRecords {
  readonly side: Side
  readonly resource: string
  readonly ids: readonly string[]
}

/** Whether the hints concern an entity at all. */
export const concerns = ({ side, resource }: HintedRecords, { mappers }: EntityRun['entity']): boolean =>
  mappers.some(({ connec, external }) => (side === 'connec' ? connec.name : external.name) === resource)

/**
 * Works on the named records alone, read anew with their counterparts, so that edits on both sides are seen. A hint
 * about records that cannot be read one by one, or about very many, becomes a look at the whole entity. Cursors stay.
 */
export async function synchronizeHinted(run: EntityRun, hints: readonly HintedRecords[]): Promise<void> {
  const { entity, directions, context } = run
  const size = context.settings.pageSize
  const concerned = hints.filter((hint) => concerns(hint, entity))
  const guard = await massGuard(run)
  const count = concerned.reduce((sum, { ids }) => sum + ids.length, 0)
  if (guard !== undefined && count >= context.settings.massChange.minimum && count > (await guard.allowed()))
    return await synchronizeEntity(run)
  for (const { side, resource, ids } of concerned) {
    if (side === 'connec' ? !directions.toExternal : !directions.toConnec) continue
    for (let start = 0; start < ids.length; start += size)
      if (!(await processHinted(run, { side, resource, ids: ids.slice(start, start + size) }))) return
  }
}

/** False when the whole entity was looked at instead. */
async function processHinted(run: EntityRun, { side, resource, ids }: HintedRecords): Promise<boolean> {
  const found = await readHinted(run, { side, resource, ids })
  if (found === undefined) {
    await synchronizeEntity(run)
    return false
  }
  await endGone(run, { side, resource, ids: found.gone })
  await processPage(run, { seen: found.seen, unread: found.unread, rivals: 'read' })
  return true
}

async function readHinted(run: EntityRun, { side, resource, ids }: HintedRecords) {
  if (side === 'connec') {
    const connec = connecResources(run.entity).find(({ name }) => name === resource)
    return connec && readConnecByIds(run, connec, ids)
  }
  const external = externalResources(run.entity).find(({ name }) => name === resource)
  return external?.read && readExternalByIds(run, external, ids)
}

/** Records that are gone end their pairs. */
async function endGone(run: EntityRun, { side, resource, ids }: HintedRecords): Promise<void> {
  if (ids.length === 0) return
  const { store, link } = run.context
  for (const prepared of run.mappers) {
    if (prepared.pair[side] !== resource) continue
    const idMaps = await (side === 'connec'
      ? store.idMaps.byConnecIds(link.id, prepared.pair, ids)
      : store.idMaps.byExternalIds(link.id, prepared.pair, ids))
    await endPairs(run, { prepared, side, idMaps })
  }
}
