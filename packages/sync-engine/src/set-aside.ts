import { type Entity, UnavailableError } from '@duet/core'
import type { RunContext } from './run-context.js'
import { RunStop, reasonOf } from './run-stop.js'

/**
 * Does some work of an entity; what goes wrong there is no concern of the other entities, so the run goes on without
 * it. Where the account's plan does not include its records nothing is wrong, and the run says so. A read that failed
 * fails the run in the end (`raiseFailed`). Cursors stay, so that everything is read the next time.
 */
export async function orSetAside(
  context: RunContext,
  entity: Entity,
  work: () => Promise<void>,
): Promise<void> {
  try {
    if (goesOn(context, entity)) await work()
  } catch (error) {
    if (!(error instanceof RunStop)) throw error
    if (error.cause instanceof UnavailableError) await leaveOut(context, entity, error.cause.message)
    else if (error.scope === 'entity') await noteFailed(context, entity, error)
    else throw error
  }
}

/** Whether an entity is still worked on. */
export const goesOn = ({ leftOut, failedEntities, held }: RunContext, entity: Entity): boolean =>
  !leftOut.has(entity) && !failedEntities.has(entity) && !held.has(entity)

/** Throws the stop of the entities whose reads failed, once the others are done. */
export function raiseFailed({ failedEntities }: RunContext): void {
  const stops = [...failedEntities.values()]
  const [first, ...others] = stops
  if (first === undefined) return
  if (others.length === 0) throw first
  const words = [...new Set(stops.map(reasonOf))].join(' ')
  throw new RunStop(words, { status: first.status, cause: first })
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
  context.leftOut.set(entity, reason)
  context.log({ event: 'entity_unavailable', linkId: link.id, entity: entity.name })
  if (context.dry !== undefined) return
  await store.staged.clear(link.id, entity.name)
  await store.runs.record(run.id, [
    { entity: entity.name, side: 'external', outcome: 'unavailable', reason, count: 0 },
  ])
}

async function noteFailed(context: RunContext, entity: Entity, stop: RunStop): Promise<void> {
  const { store, link } = context
  context.failedEntities.set(entity, stop)
  context.log({ event: 'entity_failed', linkId: link.id, entity: entity.name })
  if (context.dry !== undefined) return
  await store.staged.clear(link.id, entity.name)
}
