import { createLog } from '../logging/create-log.js'
import { type HostContext, openContext } from '../open-context.js'
import { secretsOf } from '../settings/secrets-of.js'
import type { Settings } from '../settings/settings.js'

/** Opens everything for a command; only difficulties are logged. */
export async function withContext<Result>(
  settings: Settings,
  work: (context: HostContext) => Promise<Result>,
): Promise<Result> {
  const log = createLog({ level: 'warn', secrets: secretsOf(settings) })
  await using context = await openContext(settings, { log })
  return await work(context)
}
