import { UnavailableError } from '@duet/core'
import type { EntityRun } from '../run-context.js'
import { RunStop } from '../run-stop.js'
import { backfill } from './backfill.js'
import { keepCursor } from './cursor.js'
import { delta } from './delta.js'
import { connecResources, externalResources } from './resources.js'

/**
 * Reads and works on one entity. Both sides are read together, so that edits on both are seen, once the application's
 * records have all been at the hub; before that one side after the other.
 */
export async function synchronizeEntity(run: EntityRun): Promise<void> {
  const { context, entity, directions } = run
  const known = await context.store.cursors.read(context.link.id)
  const external = directions.toConnec
    ? externalResources(entity).map((resource) => ({
        resource,
        cursor: keepCursor(run, known, { side: 'external', resource: resource.name }),
      }))
    : []
  const connec = directions.toExternal
    ? connecResources(entity).map((resource) => ({
        resource,
        cursor: keepCursor(run, known, { side: 'connec', resource: resource.name }),
      }))
    : []
  const together = external.length > 0 && connec.length > 0 && !external.some(({ cursor }) => cursor.isFirst)
  try {
    await (together ? delta(run, { external, connec }) : backfill(run, { external, connec }))
  } catch (error) {
    if (!isUnavailable(error)) throw error
    context.log({ event: 'entity_unavailable', linkId: context.link.id, entity: entity.name })
    await context.store.staged.clear(context.link.id, entity.name)
  }
}

/** The account's plan does not include this kind of record: nothing can be read, and nothing is wrong. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof RunStop && error.cause instanceof UnavailableError
