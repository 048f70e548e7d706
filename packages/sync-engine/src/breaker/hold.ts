import { connecResources, externalResources } from '../read/resources.js'
import type { EntityRun } from '../run-context.js'

/**
 * Stops an entity until a person lets it go on: nothing of it is written, its cursors stay, and what was read counts as
 * skipped.
 */
export async function hold(
  run: EntityRun,
  words: string,
  stands = 'Nothing of it was written',
): Promise<void> {
  const { context, entity, staging } = run
  const { store, link, run: synchronization } = context
  const message = messageOf(run, words, stands)
  context.held.set(entity, message)
  context.log({ event: 'entity_held', linkId: link.id, entity: entity.name })
  const skipped = await stagedBySide(run)
  await store.transaction(async (tx) => {
    await tx.runs.assertHeld(synchronization.id, synchronization.lease.token)
    await tx.held.hold({
      linkId: link.id,
      entity: entity.name,
      runId: synchronization.id,
      message,
      at: context.clock(),
    })
    await tx.runs.record(
      synchronization.id,
      skipped.map(({ side, count }) => ({
        ...{ entity: entity.name, side, count },
        outcome: 'skipped' as const,
        reason: 'mass_change',
      })),
    )
    await tx.staged.clear(link.id, staging)
  })
}

/** An entity that was looked at without being stopped goes on. */
export async function releaseHeld({ context, entity, planner }: EntityRun): Promise<void> {
  if (planner === undefined && context.leftovers.held)
    await context.store.held.release(context.link.id, entity.name)
}

const messageOf = ({ context, entity }: EntityRun, words: string, stands: string): string =>
  `Stopped ${entity.name}: this synchronization would have ${words}. ${stands}. ` +
  `"duet sync ${context.link.id} --plan --only ${entity.name}" shows what would be done; if that is meant, go on with ` +
  `"duet sync ${context.link.id}${context.options.full ? ' --full' : ''} --only ${entity.name} --accept-mass-change" or on the page of the link.`

async function stagedBySide({ context, entity, staging }: EntityRun) {
  const { staged } = context.store
  const counts = { connec: 0, external: 0 }
  for (const { name } of connecResources(entity))
    counts.connec += await staged.count(context.link.id, staging, { side: 'connec', resource: name })
  for (const { name } of externalResources(entity))
    counts.external += await staged.count(context.link.id, staging, { side: 'external', resource: name })
  return (['connec', 'external'] as const)
    .map((side) => ({ side, count: counts[side] }))
    .filter(({ count }) => count > 0)
}
