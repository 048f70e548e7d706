import type { Entity } from '@duet/core'
import { deliverAnnouncements } from './announcement/deliver-announcements.js'
import { breakCycles } from './break-cycles.js'
import { takeUpDue } from './pending.js'
import type { RunContext } from './run-context.js'
import { orSetAside } from './set-aside.js'

/**
 * Takes up records that failed and are due, and parked ones whose reference has come, until nothing moves; then opens
 * circles of records that wait for each other, and goes on.
 */
export async function releaseParked(context: RunContext, entities: readonly Entity[]): Promise<void> {
  do {
    let moved = 0
    do {
      moved = 0
      for (const entity of entities) {
        await orSetAside(context, entity, async () => {
          moved += await takeUpDue(context, entity)
        })
      }
    } while (moved > 0)
  } while ((await breakCycles(context, entities)) > 0)
  await deliverAnnouncements(context)
}
