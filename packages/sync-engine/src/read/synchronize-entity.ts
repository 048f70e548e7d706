import type { Side } from '@duet/core'
import { releaseHeld } from '../breaker/hold.js'
import { endDeleted, forget } from '../deletion/end-deleted.js'
import { scanOf } from '../deletion/scan.js'
import type { EntityRun } from '../run-context.js'
import { backfill } from './backfill.js'
import { keepCursor } from './cursor.js'
import { delta } from './delta.js'
import type { ConnecPlace, ExternalPlace } from './places.js'
import { connecResources, externalResources } from './resources.js'

/**
 * Reads and works on one entity. Both sides are read together, so that edits on both are seen, once the application's
 * records have all been at the hub and the hub's here; before that one side after the other.
 */
export async function synchronizeEntity(run: EntityRun): Promise<void> {
  const { context, entity, directions } = run
  await forget(run)
  const known = await context.cursorsOf(entity)
  const cursorOf = (side: Side, resource: string) => keepCursor(run, known, { side, resource })
  const external: ExternalPlace[] = directions.toConnec
    ? externalResources(entity).map((resource) => {
        const cursor = cursorOf('external', resource.name)
        return { resource, cursor, scan: scanOf(run, { side: 'external', resource: resource.name, cursor }) }
      })
    : []
  const connec: ConnecPlace[] = directions.toExternal
    ? connecResources(entity).map((resource) => {
        const cursor = cursorOf('connec', resource.name)
        return { resource, cursor, scan: scanOf(run, { side: 'connec', resource: resource.name, cursor }) }
      })
    : []
  // A dry run changes nothing between the halves, so that it sees more by looking at both together.
  const first = run.planner === undefined ? [...external, ...connec] : external
  const together = external.length > 0 && connec.length > 0 && !first.some(({ cursor }) => cursor.isFirst)
  await (together ? delta(run, { external, connec }) : backfill(run, { external, connec }))
  await endDeleted(run, [...external, ...connec])
  if (!context.held.has(entity)) await releaseHeld(run)
}
