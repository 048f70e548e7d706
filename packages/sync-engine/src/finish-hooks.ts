import type { Entity } from '@duet/core'
import type { RunContext } from './run-context.js'
import { readFailed } from './run-stop.js'

/** Runs what mappers want done once at the end of a run. */
export async function finishHooks(entities: readonly Entity[], context: RunContext): Promise<void> {
  for (const entity of entities) {
    const { mappers } = await context.entityRun(entity)
    for (const { mapper, context: prepared } of mappers) {
      await mapper.finish(prepared, context.http).catch((error: unknown) => {
        throw readFailed(`the end of ${entity.name}`, error)
      })
    }
  }
}
