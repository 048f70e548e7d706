import { type Entity, UnavailableError } from '@duet/core'
import type { RunContext } from './run-context.js'
import { RunStop } from './run-stop.js'

/**
 * Does some work of an entity. Where the account's plan does not include its records nothing can be read and nothing is
 * wrong: the run says so and goes on without the entity. Cursors stay, so that everything is read once the plan has it.
 */
export async function orLeaveOut(
  context: RunContext,
  entity: Entity,
  work: () => Promise<void>,
): Promise<void> {
  try {
    if (!context.leftOut.has(entity)) await work()
  } catch (error) {
    if (!(error instanceof RunStop && error.cause instanceof UnavailableError)) throw error
    await leaveOut(context, entity, error.cause.message)
  }
}

/**
 * What the run before found unavailable is not asked about by hints, which are about single records: the next look at
 * the whole entity finds out whether it has come.
 */
export async function leaveOutAsBefore(context: RunContext, entities: readonly Entity[]): Promise<void> {
  const { store, link, run } = context
  const [before] = await store.runs.list(link.id, { limit: 1, before: run.number })
  for (const entity of entities) {
    const reason = before?.totals.unavailable[entity.name]
    if (reason !== undefined) await leaveOut(context, entity, reason)
  }
}

async function leaveOut(context: RunContext, entity: Entity, reason: string): Promise<void> {
  const { store, link, run } = context
  context.leftOut.add(entity)
  context.log({ event: 'entity_unavailable', linkId: link.id, entity: entity.name })
  await store.staged.clear(link.id, entity.name)
  await store.runs.record(run.id, [
    { entity: entity.name, side: 'external', outcome: 'unavailable', reason, count: 0 },
  ])
}
