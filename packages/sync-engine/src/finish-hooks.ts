import type { RunContext } from './run-context.js'
import { readFailed } from './run-stop.js'
import { orSetAside } from './set-aside.js'

/** Runs what mappers want done once at the end of a run, for entities that were worked on. */
export async function finishHooks(context: RunContext): Promise<void> {
  for (const { entity, mappers } of await context.preparedEntities()) {
    await orSetAside(context, entity, async () => {
      for (const { mapper, context: prepared } of mappers) {
        await mapper.finish(prepared, context.http).catch((error: unknown) => {
          throw readFailed(`what ends ${entity.name}`, error)
        })
      }
    })
  }
}
